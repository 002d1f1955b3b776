using DssTyped.Generator.Analyzers.Usage;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

/// <summary>DSS3xxx: what is said about code that uses a flow, where, and about which code nothing is said.</summary>
public sealed class UsageTests
{
    private static readonly string Snapshot = Snapshots.Clinical.Replace("\"EXPLICIT\"", "\"WRITE_PROTECT\"", StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_is_said_about_a_right_program() => Assert.Empty(await FindAsync("""
        _ = flow.Datasets.Get("LAB_RESULTS");
        _ = flow.Recipes.Get("group_LAB_RESULTS_AGG");
        Built<LabResultsAgg> lab = await flow.Recipes.GroupLabResultsAgg.RunAsync();
        Built<ClinicalNotesAgg> notes = await flow.Recipes.GroupClinicalNotesAgg.RunAsync();
        Task<Built<LabResultsAgg>> running = flow.Recipes.GroupLabResultsAgg.RunAsync();
        _ = await running;
        _ = Pipeline.Of(flow.Recipes.GroupClinicalNotesAgg, flow.Recipes.GroupLabResultsAgg, flow.Recipes.JoinMlTrainingData);
        _ = Pipeline.Of(flow.Recipes.JoinMlTrainingData).Given(lab, notes);
        """));

    [Theory]
    [InlineData("_ = flow.Datasets.Get(\"LAB_RESULT\");", "DSS3001", "\"LAB_RESULT\"", "Did you mean 'LAB_RESULTS'?")]
    [InlineData("_ = flow.Recipes.Get(\"group_LAB\");", "DSS3002", "\"group_LAB\"", "There is no recipe 'group_LAB' in ClinicalFlow.")]
    [InlineData("flow.Recipes.GroupLabResultsAgg.RunAsync();", "DSS3301", "flow.Recipes.GroupLabResultsAgg.RunAsync()", "GroupLabResultsAgg.RunAsync()")]
    [InlineData("await flow.Recipes.GroupLabResultsAgg.RunAsync();", "DSS3302", "flow.Recipes.GroupLabResultsAgg.RunAsync()", "LabResultsAgg")]
    [InlineData("_ = flow.Recipes.JoinMlTrainingData.RunAsync(null!, await flow.Recipes.GroupClinicalNotesAgg.RunAsync());", "DSS3401", "null!", "labResultsAgg")]
    [InlineData("_ = flow.Recipes.JoinMlTrainingData.RunAsync(default!, await flow.Recipes.GroupClinicalNotesAgg.RunAsync());", "DSS3401", "default!", "LabResultsAgg")]
    [InlineData("Built<LabResultsAgg> none = null!; _ = flow.Recipes.JoinMlTrainingData.RunAsync(none, await flow.Recipes.GroupClinicalNotesAgg.RunAsync());", "DSS3401", "none", "LabResultsAgg")]
    [InlineData("_ = await flow.Datasets.MlTrainingData.BuildAsync();", "DSS3501", "flow.Datasets.MlTrainingData.BuildAsync()", "ML_TRAINING_DATA")]
    [InlineData("var local = new ClinicalFlow((IFlowEngine)(object)new DssTyped.Local.LocalEngine()); _ = await local.Recipes.GroupLabResultsAgg.RunAsync();", "DSS3601", "local.Recipes.GroupLabResultsAgg.RunAsync()", "(python)")]
    [InlineData("_ = Pipeline.Of(flow.Recipes.TrainModel, flow.Recipes.JoinMlTrainingData, flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupClinicalNotesAgg);", "DSS3201", "flow.Recipes.TrainModel", "'TrainModel' reads MlTrainingData, which 'JoinMlTrainingData' writes later")]
    [InlineData("_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg, flow.Recipes.JoinMlTrainingData);", "DSS3202", "flow.Recipes.JoinMlTrainingData", "'GroupClinicalNotesAgg' is not in this pipeline")]
    [InlineData("_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupLabResultsAgg);", "DSS3203", "flow.Recipes.GroupLabResultsAgg", "twice")]
    public async Task A_doubtful_program_is_told_what_and_where(string statement, string id, string at, string says)
    {
        Diagnostic found = (await FindAsync(statement)).First(diagnostic => diagnostic.Id == id);
        Assert.Equal(at, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Contains(says, found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_gets_its_proof_later_is_not_forged() => Assert.DoesNotContain(
        await FindAsync("""
            Built<LabResultsAgg> later = null!;
            later = await flow.Recipes.GroupLabResultsAgg.RunAsync();
            _ = await flow.Recipes.JoinMlTrainingData.RunAsync(later, await flow.Recipes.GroupClinicalNotesAgg.RunAsync());
            """),
        found => found.Id == "DSS3401");

    [Fact]
    public async Task A_dataset_with_explicit_rebuild_is_worth_knowing()
    {
        Diagnostic found = Assert.Single(await FindAsync("_ = await flow.Datasets.MlTrainingData.BuildAsync();", Snapshots.Clinical));
        Assert.Equal(("DSS3502", DiagnosticSeverity.Info), (found.Id, found.Severity));
    }

    [Theory]
    [InlineData("[DssRow<LabResults>] internal sealed record Row1(string? PatientId);", "DSS3101", "Row1", "'Row1' is not partial; add 'partial'")]
    [InlineData("[DssRow<LabResults>] internal sealed partial record Row1(string? PatientID);", "DSS3102", "PatientID", "Did you mean 'PatientId'?")]
    [InlineData("[DssRow<LabResults>] internal sealed partial record Row1([property: DssColumn(\"valu\")] double? Mean);", "DSS3102", "Mean", "Did you mean 'value'?")]
    [InlineData("[DssRow<LabResults>] internal sealed partial record Row1(int Value);", "DSS3103", "Value", "has type int, but column 'value' has type double")]
    [InlineData("[DssRow<LabResults>] internal sealed partial class Row1 { public string? Valuee { get; init; } }", "DSS3102", "Valuee", "Did you mean 'Value'?")]
    public async Task A_row_type_is_checked_member_by_member(string type, string id, string at, string says)
    {
        Diagnostic found = Assert.Single(await FindAsync("", types: type));
        Assert.Equal(id, found.Id);
        Assert.Equal(at, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        Assert.Contains(says, found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_proof_among_many_is_found()
    {
        string[] inputs = [.. Enumerable.Range(1, 9).Select(number => $"IN{number}")];
        string datasets = string.Concat(inputs.Select(name => $$"""{ "name": "{{name}}", "schema": { "columns": [ { "name": "x", "type": "int" } ] } }, """));
        string recipes = string.Concat(inputs.Select(name => $$"""{ "name": "make_{{name}}", "type": "python", "inputs": {}, "outputs": { "main": { "items": [ { "ref": "{{name}}" } ] } } }, """));
        string items = string.Join(", ", inputs.Select(name => $$"""{ "ref": "{{name}}" }"""));
        string snapshot = $$"""
            { "formatVersion": 1, "project": { "projectKey": "CLINICAL", "name": "Clinical" }, "datasets": [ {{datasets}} { "name": "OUT" } ],
              "recipes": [ {{recipes}} { "name": "join_them", "type": "python", "inputs": { "main": { "items": [ {{items}} ] } }, "outputs": { "main": { "items": [ { "ref": "OUT" } ] } } } ] }
            """;
        string members = string.Join(", ", inputs.Select((_, i) => i == 4 ? "In5 = null!" : FormattableString.Invariant($"In{i + 1} = await flow.Recipes.MakeIn{i + 1}.RunAsync()")));

        Diagnostic found = Assert.Single(await FindAsync($"_ = await flow.Recipes.JoinThem.RunAsync(new JoinThemRecipe.Proofs {{ {members} }});", snapshot));
        Assert.Equal(("DSS3401", "null!"), (found.Id, found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan)));
        Assert.Contains("'In5' must be the proof that In5 was built", found.GetMessage(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(string statements, string? snapshot = null, string types = "")
    {
        GeneratorHost host = new GeneratorHost().WithSnapshot(snapshot ?? Snapshot).WithCode(Code.Program(statements, types));
        GeneratorResult result = host.Run();
        Assert.DoesNotContain(result.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return await host.AnalyzeAsync(result.Output, new UsageAnalyzer(), new PipelineAnalyzer(), new RowAnalyzer());
    }
}
