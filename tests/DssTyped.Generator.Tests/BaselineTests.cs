using DssTyped.Generator.Analyzers.Usage;
using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

public sealed class BaselineTests
{
    private const string Baseline = "/project/released.dss.json";

    [Fact]
    public void Nothing_changed_leaves_nothing_behind() =>
        Assert.Equal(new GeneratorHost().WithSnapshot(Snapshots.Clinical).Run().AssertClean().AllText, Against(Snapshots.Clinical, "").AssertClean().AllText);

    [Fact]
    public void A_removed_column_says_so_where_it_is_used_and_what_to_use()
    {
        GeneratorResult result = Against(Snapshots.Clinical.Replace("\"value\", \"type\": \"double\"", "\"result_value\", \"type\": \"double\"", StringComparison.Ordinal), "_ = LabResults.Columns.Value;");

        Diagnostic found = Assert.Single(result.CompilerDiagnostics);
        Assert.Equal(("DSS4001", DiagnosticSeverity.Error), (found.Id, found.Severity));
        Assert.Contains("Column 'value' of dataset 'LAB_RESULTS' is gone. Use 'result_value' instead.", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrowed_column_is_an_error_where_it_is_used_only()
    {
        string now = Snapshots.Clinical.Replace("\"value_avg\", \"type\": \"double\" } ] } }", "\"value_avg\", \"type\": \"int\" } ] } }", StringComparison.Ordinal);
        Against(now, "_ = LabResultsAgg.Columns.PatientId;").AssertClean();

        Diagnostic found = Assert.Single(Against(now, "_ = LabResultsAgg.Columns.ValueAvg;").CompilerDiagnostics);
        Assert.Equal("DSS4002", found.Id);
        Assert.Contains("was double and is now int", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_dataset_with_a_retyped_column_compile_as_long_as_nobody_uses_it()
    {
        string now = Snapshots.Clinical.Replace("\"value_avg\", \"type\": \"double\" } ] } }", "\"value_avg\", \"type\": \"int\" } ] } }", StringComparison.Ordinal);
        Against(now, "_ = new LabResultsAgg.Row { PatientId = \"p1\" };", rows: "*").AssertClean();

        Assert.Equal(["DSS4002"], Against(now, "_ = new LabResultsAgg.Row { ValueAvg = 1 };", rows: "*").CompilerDiagnostics.Select(found => found.Id));
    }

    [Fact]
    public void A_removed_dataset_and_recipe_leave_their_names()
    {
        string now = Snapshots.Clinical
            .Replace("""{ "name": "REJECTED", "type": "Filesystem", "managed": true, "schema": { "columns": [ { "name": "patient_id", "type": "string" } ] } }""", """{ "name": "OTHER", "type": "Filesystem" }""", StringComparison.Ordinal)
            .Replace("group_CLINICAL_NOTES_AGG", "prepare_notes", StringComparison.Ordinal);
        Against(now, "").AssertClean();

        Assert.Equal(["DSS4003"], Against(now, "_ = flow.Datasets.Rejected;").CompilerDiagnostics.Select(found => found.Id));
        Assert.Equal(["DSS4003"], Against(now, "_ = typeof(Rejected);").CompilerDiagnostics.Select(found => found.Id));
        Assert.Equal(["DSS4004"], Against(now, "_ = flow.Recipes.GroupClinicalNotesAgg;").CompilerDiagnostics.Select(found => found.Id));
    }

    [Fact]
    public async Task A_baseline_that_is_missing_or_broken_is_reported()
    {
        GeneratorHost missing = new GeneratorHost().WithSnapshot(Snapshots.Clinical, settings: ("Baseline", Baseline));
        Assert.Equal(["DSS1032"], (await missing.AnalyzeAsync(missing.Compilation())).Select(found => found.Id));

        GeneratorHost broken = new GeneratorHost().WithSnapshot(Snapshots.Clinical, settings: ("Baseline", Baseline)).WithSnapshot("{", Baseline, ("Kind", "Baseline"));
        Assert.Equal(["DSS1032"], (await broken.AnalyzeAsync(broken.Compilation())).Select(found => found.Id));
    }

    /// <summary>A source's column narrows, and what is made of it: stored already, or only with the next build.</summary>
    [Theory]
    [InlineData("int", "internal static class Program { internal static object Column => ResultsAgg.Columns.ValueMax; }")]
    [InlineData("double", "internal static class Program { internal static object Column => ResultsAgg.Columns.ValueMax; }")]
    [InlineData("int", "[DssRow<ResultsAgg>] internal sealed partial record Row(double? ValueMax);")]
    [InlineData("double", "[DssRow<ResultsAgg>] internal sealed partial record Row(double? ValueMax);")]
    [InlineData("int", "internal static class Program { internal static object? Read(ResultsAgg.Row row) => row.ValueMax; }")]
    public async Task A_type_that_narrows_because_of_a_column_upstream_is_an_error_where_it_is_used_and_names_the_way(string stored, string code)
    {
        Diagnostic found = Assert.Single(await FindAsync(stored, code));
        Assert.Equal(("DSS4002", "/project/Program.cs"), (found.Id, found.Location.GetLineSpan().Path));
        Assert.Contains("was double and is now int", found.GetMessage(), StringComparison.Ordinal);
        Assert.Contains("RESULTS.value (double to int) -> RESULTS_AGG.value_max by 'group_results'", found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "[DssRow<ResultsAgg>] internal sealed partial record Row(int? ValueMax);")]
    [InlineData("int", "")]
    public async Task Code_that_knows_the_new_type_or_uses_nothing_of_it_is_left_alone(string stored, string code) => Assert.Empty(await FindAsync(stored, code));

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(string stored, string code)
    {
        GeneratorHost host = new GeneratorHost()
            .WithSnapshot(Chain("int", stored), settings: [("Baseline", Baseline), ("Rows", "*")])
            .WithSnapshot(Chain("double", "double"), Baseline, ("Kind", "Baseline"))
            .WithCode($"using Acme.Clinical;\nusing DssTyped;\n{code}");
        GeneratorResult result = host.Run();
        return [.. result.CompilerDiagnostics, .. await host.AnalyzeAsync(result.Output, new RowAnalyzer())];
    }

    private static string Chain(string source, string aggregated) => $$"""
        {
          "formatVersion": 1, "project": { "projectKey": "CLINICAL", "name": "Clinical" },
          "datasets": [
            { "name": "RESULTS", "type": "UploadedFiles", "schema": { "columns": [ { "name": "value", "type": "{{source}}" } ] } },
            { "name": "RESULTS_AGG", "type": "Filesystem", "schema": { "columns": [ { "name": "value_max", "type": "{{aggregated}}" } ] } }
          ],
          "recipes": [ { "name": "group_results", "type": "grouping", "inputs": { "main": { "items": [ { "ref": "RESULTS" } ] } }, "outputs": { "main": { "items": [ { "ref": "RESULTS_AGG" } ] } },
            "payload": { "keys": [], "values": [ { "column": "value", "max": true } ] } } ]
        }
        """;

    private static GeneratorResult Against(string now, string statement, string rows = "") => new GeneratorHost()
        .WithSnapshot(now, settings: [("Baseline", Baseline), ("Rows", rows)])
        .WithSnapshot(Snapshots.Clinical, Baseline, ("Kind", "Baseline"))
        .WithCode($$"""
            using Acme.Clinical;

            internal static class Program
            {
                internal static void Run(ClinicalFlow flow)
                {
                    _ = flow;
                    {{statement}}
                }
            }
            """)
        .Run();
}
