using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using DssTyped.Benchmarks;
using DssTyped.Generator;
using DssTyped.Generator.Analyzers;
using DssTyped.Generator.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.AnalyzerBenchmarks;

/// <summary>Types a letter into a program that uses a flow, again and again, and asks the analyzers as an editor does: about that file, and about the snapshot.</summary>
internal static class Keystrokes
{
    private const int Columns = 30;
    private const int Rounds = 40;
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    public static async Task<string> MeasureAsync(int datasets)
    {
        var file = new MemoryText(SyntheticFlow.Text(datasets, Columns));
        MetadataReference[] references = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(DssFlow).Assembly.Location)];
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Program(datasets, 0), Parse);
        CSharpCompilation written = CSharpCompilation.Create("Consumer", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new DssTypedGenerator().AsSourceGenerator()], [file], Parse).RunGeneratorsAndUpdateCompilation(written, out Compilation compilation, out _);

        if (compilation.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The program of the benchmark does not compile: {error}");

        double first = await CodeAsync(compilation, tree, file) + await SnapshotAsync(compilation, file);

        double[] codes = new double[Rounds], snapshots = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            SyntaxTree edited = CSharpSyntaxTree.ParseText(Program(datasets, round + 1), Parse);
            (compilation, tree) = (compilation.ReplaceSyntaxTree(tree, edited), edited);
            (codes[round], snapshots[round]) = (await CodeAsync(compilation, tree, file), await SnapshotAsync(compilation, file));
        }

        double project = Total(await Analyzers(compilation, file).GetAnalysisResultAsync(CancellationToken.None));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {datasets} | {first:F0} | {codes.Min():F2}, {codes.Order().ElementAt(Rounds / 2):F2} | {snapshots.Min():F2}, {snapshots.Order().ElementAt(Rounds / 2):F2} | {project:F1} |");
    }

    private static async Task<double> CodeAsync(Compilation compilation, SyntaxTree tree, AdditionalText file)
    {
        CompilationWithAnalyzers analyzers = Analyzers(compilation, file);
        return Total(await analyzers.GetAnalysisResultAsync(compilation.GetSemanticModel(tree), null, CancellationToken.None));
    }

    private static async Task<double> SnapshotAsync(Compilation compilation, AdditionalText file) =>
        Total(await Analyzers(compilation, file).GetAnalysisResultAsync(file, CancellationToken.None));

    private static CompilationWithAnalyzers Analyzers(Compilation compilation, AdditionalText file) => compilation.WithAnalyzers(
        [new SnapshotAnalyzer(), new UsageAnalyzer(), new PipelineAnalyzer(), new RowAnalyzer()],
        new CompilationWithAnalyzersOptions(new AnalyzerOptions([file]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));

    private static double Total(AnalysisResult result) => result.AnalyzerTelemetryInfo.Values.Sum(info => info.ExecutionTime.TotalMilliseconds);

    // Uses of every kind that a rule looks at, and a line that is being written.
    private static string Program(int datasets, int letters) => $$"""
        using DssTyped;
        using Synthetic;
        using System.Threading.Tasks;

        internal static class Program
        {
            internal static async Task RunAsync(SyntheticFlow flow)
            {
                string text = "{{new string('x', letters)}}";
                _ = text;
                _ = flow.Datasets.Get("DATASET_{{datasets / 2:D5}}");
                _ = flow.Recipes.Get("compute_DATASET_{{datasets / 2:D5}}");
                Built<Dataset{{datasets / 2:D5}}> built = await flow.Datasets.Dataset{{datasets / 2:D5}}.BuildAsync();
                _ = Pipeline.Of(flow.Recipes.ComputeDataset{{datasets / 10:D5}}, flow.Recipes.ComputeDataset{{(datasets / 10) + 1:D5}});
                await foreach (Row row in flow.Datasets.Dataset{{datasets / 2:D5}}.ReadAsync<Row>())
                    _ = row.Column1;
            }
        }

        [DssRow<Dataset{{datasets / 2:D5}}>] internal sealed partial record Row(double? Column1, long? Column2);
        """;

    private sealed class MemoryText(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "/flow/synthetic.dss.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
