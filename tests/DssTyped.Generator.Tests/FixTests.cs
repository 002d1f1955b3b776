using System.Collections.Immutable;
using DssTyped.CodeFixes;
using DssTyped.Generator.Analyzers.Usage;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Tests;

/// <summary>Each code fix, before and after.</summary>
public sealed class FixTests
{
    [Theory]
    [InlineData("DSS3001", "_ = flow.Datasets.Get(\"LAB_RESULT\");", "_ = flow.Datasets.Get(\"LAB_RESULTS\");")]
    [InlineData("DSS3002", "_ = flow.Recipes.Get(\"train_modle1\");", "_ = flow.Recipes.Get(\"train_model\");")]
    [InlineData("DSS3301", "flow.Recipes.TrainModel.RunAsync(training);", "await flow.Recipes.TrainModel.RunAsync(training);")]
    [InlineData("DSS3201", "_ = Pipeline.Of(flow.Recipes.TrainModel, flow.Recipes.JoinMlTrainingData).Given(lab, notes);", "_ = Pipeline.Of(flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel).Given(lab, notes);")]
    [InlineData("DSS3202", "_ = Pipeline.Of(flow.Recipes.TrainModel);", "_ = Pipeline.Of(flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel);")]
    [InlineData("DSS3203", "_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupLabResultsAgg);", "_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg);")]
    public async Task Statements(string id, string before, string after) =>
        Assert.Equal(Program(after, ""), await FixAsync(id, Program(before, ""), Snapshots.Clinical, null));

    [Theory]
    [InlineData("DSS3102", "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientID);", "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientId);")]
    [InlineData("DSS3103", "[DssRow<LabResults>] internal sealed partial record Lab(int Value);", "[DssRow<LabResults>] internal sealed partial record Lab(double? Value);")]
    public async Task Row_types(string id, string before, string after) =>
        Assert.Equal(Program("", after), await FixAsync(id, Program("", before), Snapshots.Clinical, null));

    [Fact]
    public async Task Columns_that_are_gone()
    {
        string now = Snapshots.Clinical.Replace("\"value\", \"type\": \"double\"", "\"result_value\", \"type\": \"double\"", StringComparison.Ordinal);
        Assert.Equal(Program("_ = LabResults.Columns.ResultValue;", ""), await FixAsync("DSS4001", Program("_ = LabResults.Columns.Value;", ""), now, Snapshots.Clinical));
    }

    private static string Program(string statements, string types) => Code.Program($"Built<MlTrainingData> training = null!; Built<LabResultsAgg> lab = null!; Built<ClinicalNotesAgg> notes = null!; _ = (training, lab, notes);\n{statements}", types);

    private static async Task<string> FixAsync(string id, string code, string snapshot, string? baseline)
    {
        GeneratorHost host = new GeneratorHost().WithCode(code);
        if (baseline is null)
            host.WithSnapshot(snapshot);
        else
            host.WithSnapshot(snapshot, settings: ("Baseline", "/project/old.dss.json")).WithSnapshot(baseline, "/project/old.dss.json", ("Kind", "Baseline"));

        GeneratorResult result = host.Run();
        IEnumerable<Diagnostic> all = result.CompilerDiagnostics.Concat(await host.AnalyzeAsync(result.Output, new UsageAnalyzer(), new PipelineAnalyzer(), new RowAnalyzer()));
        Diagnostic diagnostic = all.First(found => found.Id == id);

        using var workspace = new AdhocWorkspace();
        Document document = workspace.AddProject("Consumer", LanguageNames.CSharp).AddDocument("Program.cs", SourceText.From(code));
        Diagnostic here = Diagnostic.Create(diagnostic.Descriptor, Location.Create((await document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan), diagnostic.Properties, Arguments(diagnostic));
        CodeFixProvider provider = id.StartsWith("DSS4", StringComparison.Ordinal) ? new TombstoneFixProvider() : new TextFixProvider();
        CodeAction? action = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, here, (found, _) => action ??= found, CancellationToken.None));
        ImmutableArray<CodeActionOperation> operations = await action!.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    // A compiler's obsolete error has a message of its own; the others are known by their properties.
    private static object[] Arguments(Diagnostic diagnostic) => diagnostic.Id.StartsWith("DSS4", StringComparison.Ordinal) ? ["", diagnostic.GetMessage()] : [];
}
