using System.Diagnostics;
using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using DssTyped.Generator;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.GeneratorBenchmarks;

/// <summary>
/// What an editor sees: the first run of a driver, runs after an edit of other code, and runs after the type of one column
/// changed, each including the parsing of what was generated. One process for each size; first the process is new, then warm.
/// </summary>
internal static class DriverBenchmark
{
    private const int Columns = 30;
    private const int Rounds = 8;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);
    private static readonly MetadataReference[] References = [.. Net100.References.All, MetadataReference.CreateFromFile(BenchmarkFiles.Runtime)];

    public static void Run(int[] sizes)
    {
        Console.WriteLine("| datasets x 30 | new process: first run ms | one column ms | column / first | warm: first run ms | one column ms | column / first | compile ms | first / compile | unrelated edit ms | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int size in sizes)
            Console.WriteLine(ChildProcess.Run(".", Environment.ProcessPath!, [.. Self(), "driver-one", size.ToString(CultureInfo.InvariantCulture)]).Output.TrimEnd());
    }

    public static string Measure(int datasets)
    {
        string json = Snapshots.Large(datasets, Columns);
        int at = json.IndexOf("\"double\"", json.IndexOf($"DATASET_{datasets / 2}\"", StringComparison.Ordinal), StringComparison.Ordinal);
        string changed = json[..at] + "\"date\"" + json[(at + "\"double\"".Length)..];
        CSharpCompilation empty = CSharpCompilation.Create("Consumer", [CSharpSyntaxTree.ParseText("class Program;", Parse)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpCompilation edited = empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", Parse));

        (GeneratorDriver driver, double first, double column) = Round(json, changed, empty);
        double warmFirst = double.MaxValue, warmColumn = double.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            (driver, double again, double edit) = Round(json, changed, empty);
            (warmFirst, warmColumn) = (Math.Min(warmFirst, again), Math.Min(warmColumn, edit));
        }

        driver = driver.RunGenerators(edited);
        double unrelated = Enumerable.Range(0, 40).Min(i => Wall(() => driver = driver.RunGenerators(i % 2 == 0 ? empty : edited)));
        long peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;

        SourceText[] sources = [.. driver.GetRunResult().GeneratedTrees.Select(tree => SourceText.From(tree.ToString(), Encoding.UTF8))];
        double compile = Enumerable.Range(0, datasets > 2_000 ? 1 : 3).Min(_ => Cpu(() => Compile(empty, sources)));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {datasets} | {first:F0} | {column:F0} | {column / first:P0} | {warmFirst:F0} | {warmColumn:F0} | {warmColumn / warmFirst:P0} | {compile:F0} | {warmFirst / compile:P1} | {unrelated:F2} | {peak} |");
    }

    private static (GeneratorDriver Driver, double First, double Column) Round(string json, string changed, CSharpCompilation compilation)
    {
        var file = new MemoryText(json);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DssTypedGenerator().AsSourceGenerator()], [file], Parse);
        double first = Cpu(() => driver = driver.RunGenerators(compilation));
        double column = Cpu(() => driver = driver.ReplaceAdditionalText(file, new MemoryText(changed)).RunGenerators(compilation));
        return (driver, first, column);
    }

    private static void Compile(CSharpCompilation empty, SourceText[] sources)
    {
        using var assembly = new MemoryStream();
        if (!empty.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source, Parse))).Emit(assembly).Success)
            throw new InvalidOperationException("The generated code does not compile.");
    }

    private static double Wall(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // CPU time of all threads: other programs on the machine hardly change it.
    private static double Cpu(Action action)
    {
        GC.Collect();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? ["exec", typeof(DriverBenchmark).Assembly.Location] : [];

    private sealed class MemoryText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "/flow/large.dss.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
