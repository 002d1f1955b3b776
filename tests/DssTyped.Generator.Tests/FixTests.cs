using System.Collections.Immutable;
using DssTyped.CodeFixes;
using DssTyped.Flow.Diagnostics;
using DssTyped.Generator.Analyzers.Usage;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Tests;

/// <summary>Each code fix, before and after. What comes after compiles, and the finding is gone.</summary>
public sealed class FixTests
{
    private const string Given = "Built<MlTrainingData> training = await flow.Datasets.MlTrainingData.VerifyBuiltAsync(); Built<LabResultsAgg> lab = await flow.Datasets.LabResultsAgg.VerifyBuiltAsync(); Built<ClinicalNotesAgg> notes = await flow.Datasets.ClinicalNotesAgg.VerifyBuiltAsync(); _ = (training, lab, notes);";

    private static readonly CodeFixProvider[] Providers =
        [new NameFixProvider(), new PipelineFixProvider(), new BuildFixProvider(), new RowTypeFixProvider(), new RowMemberFixProvider(), new TombstoneFixProvider()];

    private static DiagnosticAnalyzer[] Analyzers => [new UsageAnalyzer(), new PipelineAnalyzer(), new RowAnalyzer()];

    /// <summary>Statements: the rule, the fix's title, before, after.</summary>
    public static TheoryData<string, string, string, string> Statements => new()
    {
        { "DSS3001", "Change to 'LAB_RESULTS'", "_ = flow.Datasets.Get(\"LAB_RESULT\");", "_ = flow.Datasets.Get(\"LAB_RESULTS\");" },
        { "DSS3002", "Change to 'train_model'", "_ = flow.Recipes.Get(\"train_modle1\");", "_ = flow.Recipes.Get(\"train_model\");" },
        { "DSS3201", "Put the recipes in the order of the flow", "_ = Pipeline.Of(flow.Recipes.TrainModel, flow.Recipes.JoinMlTrainingData).Given(lab, notes);", "_ = Pipeline.Of(flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel).Given(lab, notes);" },
        {
            "DSS3201", "Put the recipes in the order of the flow",
            "_ = Pipeline.Of(\n    flow.Recipes.TrainModel, // last\n    flow.Recipes.JoinMlTrainingData,\n    flow.Recipes.GroupLabResultsAgg,\n    flow.Recipes.GroupClinicalNotesAgg);",
            "_ = Pipeline.Of(\n    flow.Recipes.GroupLabResultsAgg, // last\n    flow.Recipes.GroupClinicalNotesAgg,\n    flow.Recipes.JoinMlTrainingData,\n    flow.Recipes.TrainModel);"
        },
        { "DSS3202", "Insert 'JoinMlTrainingData'", "_ = Pipeline.Of(flow.Recipes.TrainModel).Given(lab, notes);", "_ = Pipeline.Of(flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel).Given(lab, notes);" },
        {
            "DSS3202", "Insert 'GroupLabResultsAgg', 'GroupClinicalNotesAgg', 'JoinMlTrainingData'", "_ = Pipeline.Of(flow.Recipes.TrainModel);",
            "_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupClinicalNotesAgg, flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel);"
        },
        { "DSS3203", "Remove the second one", "_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupLabResultsAgg);", "_ = Pipeline.Of(flow.Recipes.GroupLabResultsAgg);" },
        {
            "DSS3203", "Remove the second one",
            "_ = Pipeline.Of(\n    flow.Recipes.GroupLabResultsAgg, // load\n    flow.Recipes.GroupLabResultsAgg, // again\n    flow.Recipes.GroupClinicalNotesAgg);",
            "_ = Pipeline.Of(\n    flow.Recipes.GroupLabResultsAgg, // load\n    // again\n    flow.Recipes.GroupClinicalNotesAgg);"
        },
        {
            "DSS3203", "Remove the second one", "_ = Pipeline.Of(\n    flow.Recipes.GroupLabResultsAgg, // load\n    flow.Recipes.GroupLabResultsAgg /* again */);",
            "_ = Pipeline.Of(\n    flow.Recipes.GroupLabResultsAgg // load\n    /* again */);"
        },
        {
            "DSS3201", "Put the recipes in the order of the flow",
            "_ = Pipeline.Of(new Recipe[] { flow.Recipes.JoinMlTrainingData, flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupClinicalNotesAgg });",
            "_ = Pipeline.Of(new Recipe[] { flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupClinicalNotesAgg, flow.Recipes.JoinMlTrainingData });"
        },
        { "DSS3202", "Insert 'JoinMlTrainingData'", "_ = Pipeline.Of([flow.Recipes.TrainModel]).Given(lab, notes);", "_ = Pipeline.Of([flow.Recipes.JoinMlTrainingData, flow.Recipes.TrainModel]).Given(lab, notes);" },
        { "DSS3203", "Remove the second one", "_ = Pipeline.Of([flow.Recipes.GroupLabResultsAgg, flow.Recipes.GroupLabResultsAgg]);", "_ = Pipeline.Of([flow.Recipes.GroupLabResultsAgg]);" },
        { "DSS3301", "Await it", "flow.Recipes.TrainModel.RunAsync(training).ConfigureAwait(false);", "await flow.Recipes.TrainModel.RunAsync(training).ConfigureAwait(false);" },
        {
            "DSS3302", "Keep the proof in 'labResultsAgg'", "await flow.Recipes.GroupLabResultsAgg.RunAsync().ConfigureAwait(false);",
            "var labResultsAgg = await flow.Recipes.GroupLabResultsAgg.RunAsync().ConfigureAwait(false);"
        },
        { "DSS3301", "Await it", "flow.Recipes.TrainModel.RunAsync(training);", "await flow.Recipes.TrainModel.RunAsync(training);" },
        { "DSS3302", "Keep the proof in 'labResultsAgg'", "await flow.Recipes.GroupLabResultsAgg.RunAsync();", "var labResultsAgg = await flow.Recipes.GroupLabResultsAgg.RunAsync();" },
        {
            "DSS3302", "Keep the proof in 'labResultsAgg2'", "int labResultsAgg = 1; _ = labResultsAgg; await flow.Recipes.GroupLabResultsAgg.RunAsync();",
            "int labResultsAgg = 1; _ = labResultsAgg; var labResultsAgg2 = await flow.Recipes.GroupLabResultsAgg.RunAsync();"
        },
        {
            "DSS3302", "Keep the proof in 'labResultsAgg2'", "await flow.Recipes.GroupLabResultsAgg.RunAsync(); if (lab is { } labResultsAgg) _ = labResultsAgg;",
            "var labResultsAgg2 = await flow.Recipes.GroupLabResultsAgg.RunAsync(); if (lab is { } labResultsAgg) _ = labResultsAgg;"
        },
        { "DSS3302", "Discard the proof", "if (lab is not null) await flow.Recipes.GroupLabResultsAgg.RunAsync();", "if (lab is not null) _ = await flow.Recipes.GroupLabResultsAgg.RunAsync();" },
        { "DSS3302", "Discard the proof", "await flow.Recipes.GroupLabResultsAgg.RunAsync();", "_ = await flow.Recipes.GroupLabResultsAgg.RunAsync();" },
        {
            "DSS3401", "Ask the engine for the proof: Datasets.LabResultsAgg.VerifyBuiltAsync()", "_ = flow.Recipes.JoinMlTrainingData.RunAsync(null!, notes);",
            "_ = flow.Recipes.JoinMlTrainingData.RunAsync(await flow.Datasets.LabResultsAgg.VerifyBuiltAsync(), notes);"
        },
        {
            "DSS3401", "Ask the engine for the proof: Datasets.ClinicalNotesAgg.VerifyBuiltAsync()", "_ = flow.Recipes.JoinMlTrainingData.RunAsync(clinicalNotesAgg: default!, labResultsAgg: lab);",
            "_ = flow.Recipes.JoinMlTrainingData.RunAsync(clinicalNotesAgg: await flow.Datasets.ClinicalNotesAgg.VerifyBuiltAsync(), labResultsAgg: lab);"
        },
        { "DSS3501", "Take the present data instead: VerifyBuiltAsync()", "_ = await flow.Datasets.Protected.BuildAsync();", "_ = await flow.Datasets.Protected.VerifyBuiltAsync();" },
        {
            "DSS3501", "Take the present data instead: VerifyBuiltAsync()", "_ = await flow.Recipes.WriteProtected.RunAsync(training, cancellationToken: default);",
            "_ = await flow.Datasets.Protected.VerifyBuiltAsync(cancellationToken: default);"
        },
        { "DSS3502", "Take the present data instead: VerifyBuiltAsync()", "_ = await flow.Datasets.MlTrainingData.BuildAsync(BuildMode.Recursive);", "_ = await flow.Datasets.MlTrainingData.VerifyBuiltAsync();" },
        {
            "DSS3601", "Take the present data instead: VerifyBuiltAsync()",
            "var local = new ClinicalFlow((IFlowEngine)(object)new DssTyped.Local.LocalEngine()); _ = await local.Recipes.GroupLabResultsAgg.RunAsync();",
            "var local = new ClinicalFlow((IFlowEngine)(object)new DssTyped.Local.LocalEngine()); _ = await local.Datasets.LabResultsAgg.VerifyBuiltAsync();"
        },
    };

    /// <summary>Row types: the rule, the fix's title, before, after.</summary>
    public static TheoryData<string, string, string, string> RowTypes => new()
    {
        { "DSS3101", "Make it a type that can be completed", "[DssRow<LabResults>] internal sealed record Lab(string? PatientId);", "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientId);" },
        { "DSS3101", "Make it a type that can be completed", "[DssRow<LabResults>] file abstract record Lab(string? PatientId);", "[DssRow<LabResults>] partial record Lab(string? PatientId);" },
        {
            "DSS3101", "Make it a type that can be completed", "internal static class Rows { [DssRow<LabResults>] internal record struct Lab(string? PatientId); }",
            "internal static partial class Rows { [DssRow<LabResults>] internal partial record struct Lab(string? PatientId); }"
        },
        {
            "DSS3102", "Rename to 'PatientId'", "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientID) { internal string? Text => PatientID; }",
            "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientId) { internal string? Text => PatientId; }"
        },
        {
            "DSS3102", "Keep the name, for column 'patient_id'", "[DssRow<LabResults>] internal sealed partial record Lab(string? PatientID);",
            "[DssRow<LabResults>] internal sealed partial record Lab([DssColumn(\"patient_id\")] string? PatientID);"
        },
        {
            "DSS3102", "Change to 'value'", "[DssRow<LabResults>] internal sealed partial record Lab([property: DssColumn(\"valu\")] double? Mean);",
            "[DssRow<LabResults>] internal sealed partial record Lab([property: DssColumn(\"value\")] double? Mean);"
        },
        { "DSS3103", "Change the type to 'double?'", "[DssRow<LabResults>] internal sealed partial record Lab(int Value);", "[DssRow<LabResults>] internal sealed partial record Lab(double? Value);" },
        {
            "DSS3103", "Change the type to 'System.DateTimeOffset?'", "[DssRow<LabResults>] internal sealed partial class Lab { public string? TakenAt { get; init; } }",
            "[DssRow<LabResults>] internal sealed partial class Lab { public System.DateTimeOffset? TakenAt { get; init; } }"
        },
    };

    /// <summary>Members that are gone: the rule, the fix's title, before, after, and what changed in the snapshot.</summary>
    public static TheoryData<string, string, string, string, string, string> Tombstones => new()
    {
        { "DSS4001", "Use 'ResultValue'", "_ = LabResults.Columns.Value;", "_ = LabResults.Columns.ResultValue;", "\"value\", \"type\": \"double\"", "\"result_value\", \"type\": \"double\"" },
        { "DSS4001", "Use 'ResultValue'", "Rows.[DssRow<LabResults>] internal sealed partial record Lab(double? Value);", "Rows.[DssRow<LabResults>] internal sealed partial record Lab(double? ResultValue);", "\"value\", \"type\": \"double\"", "\"result_value\", \"type\": \"double\"" },
        { "DSS4002", "Change the type to 'int?'", "Rows.[DssRow<LabResults>] internal sealed partial record Lab(double? Value);", "Rows.[DssRow<LabResults>] internal sealed partial record Lab(int? Value);", "\"value\", \"type\": \"double\"", "\"value\", \"type\": \"int\"" },
        { "DSS4003", "Use 'LabResult'", "_ = flow.Datasets.LabResults;", "_ = flow.Datasets.LabResult;", "\"LAB_RESULTS\"", "\"LAB_RESULT\"" },
        { "DSS4004", "Use 'TrainModels'", "_ = flow.Recipes.TrainModel;", "_ = flow.Recipes.TrainModels;", "\"train_model\"", "\"train_models\"" },
    };

    private static readonly string Snapshot = Snapshots.Clinical
        .Replace("{ \"name\": \"REJECTED\"", "{ \"name\": \"PROTECTED\", \"type\": \"Filesystem\", \"flowOptions\": { \"rebuildBehavior\": \"WRITE_PROTECT\" }, \"schema\": { \"columns\": [ { \"name\": \"x\", \"type\": \"int\" } ] } }, { \"name\": \"REJECTED\"", StringComparison.Ordinal)
        .Replace("{ \"name\": \"train_model\"", "{ \"name\": \"write_protected\", \"type\": \"python\", \"inputs\": { \"main\": { \"items\": [ { \"ref\": \"ML_TRAINING_DATA\" } ] } }, \"outputs\": { \"main\": { \"items\": [ { \"ref\": \"PROTECTED\" } ] } } }, { \"name\": \"train_model\"", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Statements))]
    public Task A_statement_is_mended(string id, string title, string before, string after) => AssertFixAsync(id, title, Program(before), Program(after), Host(Snapshot));

    [Theory]
    [MemberData(nameof(RowTypes))]
    public Task A_row_type_is_mended(string id, string title, string before, string after) => AssertFixAsync(id, title, Program("", before), Program("", after), Host(Snapshot));

    [Theory]
    [MemberData(nameof(Tombstones))]
    public Task What_is_gone_is_replaced(string id, string title, string before, string after, string was, string now) => AssertFixAsync(id, title, StatementOrRow(before), StatementOrRow(after),
        code => new GeneratorHost().WithCode(code).WithSnapshot(Snapshots.Clinical.Replace(was, now, StringComparison.Ordinal), settings: ("Baseline", "/project/old.dss.json")).WithSnapshot(Snapshots.Clinical, "/project/old.dss.json", ("Kind", "Baseline")));

    [Fact]
    public async Task All_findings_of_a_file_are_mended_at_once()
    {
        string before = Program("_ = flow.Datasets.Get(\"LAB_RESULT\"); _ = flow.Datasets.Get(\"REJECTD\");\nflow.Recipes.TrainModel.RunAsync(training);\nflow.Recipes.TrainModel.RunAsync(training);");
        string names = await FixAllAsync("DSS3001", new NameFixProvider(), before, "DSS3001");
        string all = await FixAllAsync("DSS3301", new BuildFixProvider(), names, "DSS3301");
        Assert.Equal(Program("_ = flow.Datasets.Get(\"LAB_RESULTS\"); _ = flow.Datasets.Get(\"REJECTED\");\nawait flow.Recipes.TrainModel.RunAsync(training);\nawait flow.Recipes.TrainModel.RunAsync(training);"), all);
    }

    [Fact]
    public async Task The_same_build_discarded_twice_is_kept_under_two_names()
    {
        string all = await FixAllAsync("DSS3302", new BuildFixProvider(), Program("await flow.Recipes.GroupLabResultsAgg.RunAsync();\nawait flow.Recipes.GroupLabResultsAgg.RunAsync();"), "DSS3302keep");
        Assert.Equal(Program("var labResultsAgg = await flow.Recipes.GroupLabResultsAgg.RunAsync();\nvar labResultsAgg2 = await flow.Recipes.GroupLabResultsAgg.RunAsync();"), all);
    }

    // if (...) var x = ...; is no C#.
    [Fact]
    public async Task A_proof_is_not_kept_where_nothing_can_be_declared()
    {
        GeneratorHost host = Host(Snapshot)(Program("if (lab is not null) await flow.Recipes.GroupLabResultsAgg.RunAsync();"));
        using var workspace = new AdhocWorkspace();
        Document document = host.Open(workspace);
        var offered = new List<string>();
        await new BuildFixProvider().RegisterCodeFixesAsync(new CodeFixContext(
            document, await InAsync(document, (await FindAsync(host)).First(found => found.Id == "DSS3302")), (action, _) => offered.Add(action.Title), CancellationToken.None));
        Assert.Equal(["Discard the proof"], offered);
    }

    [Fact]
    public void Every_rule_with_a_fix_is_tested_and_every_other_one_has_a_reason()
    {
        // What a type or signature has become is for people to decide; so are objects that only their names tell.
        string[] without = ["DSS4005", "DSS4006", "DSS4007", "DSS4008", "DSS4009", "DSS4101", "DSS4201", "DSS4202", "DSS4301"];
        string[] fixable = [.. Providers.SelectMany(provider => provider.FixableDiagnosticIds).Order(StringComparer.Ordinal)];

        Assert.Equal(UsageDiagnostics.All.Concat(BaselineDiagnostics.All).Select(rule => rule.Id).Except(without).Order(StringComparer.Ordinal), fixable);
        Assert.Equal(fixable, Statements.Concat(RowTypes).Select(row => (string)row[0]).Concat(Tombstones.Select(row => (string)row[0])).Distinct().Order(StringComparer.Ordinal));
    }

    private static string StatementOrRow(string code) => code.StartsWith("Rows.", StringComparison.Ordinal) ? Program("", code["Rows.".Length..], given: "") : Program(code, given: "");

    private static string Program(string statements, string types = "", string given = Given) => Code.Program($"{given}\n{statements}", types);

    private static Func<string, GeneratorHost> Host(string snapshot) => code => new GeneratorHost().WithSnapshot(snapshot).WithCode(code);

    private static async Task AssertFixAsync(string id, string title, string before, string after, Func<string, GeneratorHost> host)
    {
        using var workspace = new AdhocWorkspace();
        Document document = host(before).Open(workspace);
        Diagnostic found = (await FindAsync(host(before))).First(diagnostic => diagnostic.Id == id);
        var offered = new List<CodeAction>();
        await ProviderOf(id).RegisterCodeFixesAsync(new CodeFixContext(document, await InAsync(document, found), (action, _) => offered.Add(action), CancellationToken.None));

        CodeAction? action = offered.Find(candidate => candidate.Title == title);
        Assert.True(action is not null, $"'{title}' is not offered, only: {string.Join(", ", offered.Select(candidate => candidate.Title))}");
        Assert.Equal(after, await ApplyAsync(action, document.Id));

        IReadOnlyList<Diagnostic> left = await FindAsync(host(after));
        Assert.DoesNotContain(left, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(id, left.Select(diagnostic => diagnostic.Id));
    }

    private static async Task<string> FixAllAsync(string id, CodeFixProvider provider, string code, string key)
    {
        using var workspace = new AdhocWorkspace();
        GeneratorHost host = Host(Snapshot)(code);
        Document document = host.Open(workspace);
        Diagnostic[] all = [.. await Task.WhenAll((await FindAsync(host)).Where(diagnostic => diagnostic.Id == id).Select(diagnostic => InAsync(document, diagnostic)))];
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(
            new FixAllContext(document, provider, FixAllScope.Document, key, [id], new Known(all), CancellationToken.None));
        return await ApplyAsync(action!, document.Id);
    }

    private static CodeFixProvider ProviderOf(string id) => Providers.First(provider => provider.FixableDiagnosticIds.Contains(id));

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(GeneratorHost host)
    {
        GeneratorResult result = host.Run();
        return [.. result.CompilerDiagnostics, .. await host.AnalyzeAsync(result.Output, Analyzers)];
    }

    // The compilation and the document are two readings of the same text.
    private static async Task<Diagnostic> InAsync(Document document, Diagnostic found) => Diagnostic.Create(
        new DiagnosticDescriptor(found.Id, "", found.GetMessage().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), "", found.Severity, true),
        Location.Create((await document.GetSyntaxTreeAsync())!, found.Location.SourceSpan), found.Properties);

    private static async Task<string> ApplyAsync(CodeAction action, DocumentId id)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return (await operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(id)!.GetTextAsync()).ToString();
    }

    private sealed class Known(Diagnostic[] all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
