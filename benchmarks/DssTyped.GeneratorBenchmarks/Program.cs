using System.Diagnostics;
using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using DssTyped;
using DssTyped.Generator;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

// Times of the generator on synthetic flows, as ratios to compiling what it generates: machines differ, ratios hardly do.
int[] sizes = args.Length > 0 ? [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))] : [100, 1_000, 5_000];
const int Columns = 30;
CSharpParseOptions parse = new(LanguageVersion.Latest);
MetadataReference[] references = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(DssFlow).Assembly.Location)];

Measure(50);
Console.WriteLine("| datasets x 30 | cold ms | unrelated edit ms | one column ms | compile ms | cold / compile | column / cold | peak MB |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (int size in sizes)
    Console.WriteLine(Measure(size));

string Measure(int datasets)
{
    string json = Snapshots.Large(datasets, Columns);
    var file = new MemoryText(json);
    CSharpCompilation empty = CSharpCompilation.Create("Consumer", [CSharpSyntaxTree.ParseText("class Program;", parse)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    GeneratorDriver driver = CSharpGeneratorDriver.Create([new DssTypedGenerator().AsSourceGenerator()], [file], parse);

    double cold = Time(() => driver = driver.RunGenerators(empty));
    CSharpCompilation edited = empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", parse));
    driver = driver.RunGenerators(edited);
    double unrelated = Enumerable.Range(0, 20).Min(i => Time(() => driver = driver.RunGenerators(i % 2 == 0 ? empty : edited)));

    int at = json.IndexOf("\"double\"", json.IndexOf($"DATASET_{datasets / 2}\"", StringComparison.Ordinal), StringComparison.Ordinal);
    var changed = new MemoryText(json[..at] + "\"date\"" + json[(at + "\"double\"".Length)..]);
    double column = Time(() => driver = driver.ReplaceAdditionalText(file, changed).RunGenerators(empty));

    string[] sources = [.. driver.GetRunResult().GeneratedTrees.Select(tree => tree.ToString())];
    double compile = Time(() =>
    {
        using var assembly = new MemoryStream();
        if (!empty.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parse))).Emit(assembly).Success)
            throw new InvalidOperationException("The generated code does not compile.");
    });
    return string.Create(CultureInfo.InvariantCulture,
        $"| {datasets} | {cold:F0} | {unrelated:F2} | {column:F0} | {compile:F0} | {cold / compile:P1} | {column / cold:P0} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} |");
}

static double Time(Action action)
{
    long start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

internal sealed class MemoryText(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

    public override string Path => "/flow/large.dss.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
