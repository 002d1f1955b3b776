using DssTyped.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Tests;

public sealed class SnapshotAnalyzerTests
{
    private const string Path = "/project/clinical.dss.json";

    [Fact]
    public async Task A_wrong_column_type_is_reported_at_its_value()
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync("""
            {
              "formatVersion": 1, // äöü𝄞
              "datasets": [ { "name": "A", "schema": { "columns": [ { "name": "é", "type": "strnig" } ] } } ]
            }
            """));

        Assert.Equal("DSS1006", found.Id);
        Assert.Equal("/project/clinical.dss.json(3,80): error DSS1006: Column 'é' of dataset 'A' has type 'strnig', which is no DSS storage type; it is read as text. Use one of: string, tinyint, smallint, int, bigint, float, double, boolean, date, dateonly, datetimenotz, geopoint, geometry, array, map, object.", found.ToString());
        Assert.Equal("\"strnig\"".Length, found.Location.SourceSpan.Length);
    }

    [Theory]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": [", "DSS1001")]
    [InlineData("{ \"formatVersion\": 99 }", "DSS1002")]
    [InlineData("[]", "DSS1003")]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": [ { \"name\": \"A\", \"schema\": { \"columns\": [ { \"name\": \"x\" } ] } }, { \"name\": \"A\" } ] }", "DSS1004")]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": [ { \"name\": \"A\", \"schema\": { \"columns\": [ { \"name\": \"x\" }, { \"name\": \"x\" } ] } } ] }", "DSS1005")]
    [InlineData("{ \"formatVersion\": 1, \"formatVersion\": 1, \"datasets\": [] }", "DSS1008")]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": 5 }", "DSS1009")]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": [ { } ] }", "DSS1010")]
    [InlineData("{ \"formatVersion\": 1, \"datasets\": [ { \"name\": \"A\" } ] }", "DSS1011")]
    public async Task What_is_wrong_with_a_file_is_reported(string text, string id) => Assert.Contains(id, (await AnalyzeAsync(text)).Select(found => found.Id));

    [Fact]
    public async Task What_is_wrong_with_the_flow_is_reported_at_its_line()
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync(Snapshots.Clinical.Replace("[ { \"ref\": \"LAB_RESULTS\" } ]", "[ { \"ref\": \"LAB_RESULT\" } ]", StringComparison.Ordinal)));
        Assert.StartsWith("/project/clinical.dss.json(21,100): error DSS2001: Recipe 'group_LAB_RESULTS_AGG' reads 'LAB_RESULT', but the project has no such object. Did you mean 'LAB_RESULTS'?", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_too_deep_is_reported_and_read_no_further() =>
        Assert.Contains("DSS1007", (await AnalyzeAsync("{ \"formatVersion\": 1, \"x\": " + new string('[', 100_000))).Select(found => found.Id));

    [Fact]
    public async Task Many_columns_are_worth_knowing()
    {
        Diagnostic found = Assert.Single(await AnalyzeAsync(Snapshots.Large(101, 100)));
        Assert.Equal(("DSS1012", DiagnosticSeverity.Info), (found.Id, found.Severity));
    }

    [Theory]
    [InlineData("Same")]
    [InlineData("sAME")]
    public async Task Two_snapshots_in_one_namespace_are_refused_and_the_first_is_generated(string second)
    {
        var host = new GeneratorHost().WithSnapshot(Snapshots.Clinical, "/project/b.dss.json", ("Namespace", second), ("FlowName", "AFlow")).WithSnapshot(Snapshots.Clinical, "/project/a.dss.json", ("Namespace", "Same"));
        GeneratorResult result = host.Run().AssertClean();

        Diagnostic found = Assert.Single(await host.AnalyzeAsync(result.Output));
        Assert.Equal($"/project/b.dss.json(1,1): error DSS1030: Namespace '{second}' already has the types of 'a.dss.json', so nothing is generated for this snapshot. Give its DssSnapshot item a Namespace of its own.", found.ToString());
    }

    [Fact]
    public async Task A_pattern_that_matches_nothing_is_reported()
    {
        var host = new GeneratorHost().WithSnapshot(Snapshots.Clinical, Path, ("IncludeDatasets", "LAB_*,lab_*"));
        Diagnostic found = Assert.Single(await host.AnalyzeAsync(host.Compilation()));
        Assert.Equal("DSS1033", found.Id);
        Assert.Contains("'lab_*' in IncludeDatasets", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsaved_text_is_checked()
    {
        GeneratorHost host = new GeneratorHost().WithSnapshot(Snapshots.Clinical, Path);
        Assert.Empty(await host.AnalyzeAsync(host.Compilation()));

        GeneratorHost edited = new GeneratorHost().WithSnapshot(Snapshots.Clinical.Replace("\"bigint\"", "\"bigitn\"", StringComparison.Ordinal), Path);
        Assert.Equal(2, (await edited.AnalyzeAsync(edited.Compilation())).Count(found => found.Id == "DSS1006"));
    }

    [Fact]
    public async Task An_edit_of_code_checks_no_snapshot_again()
    {
        const string root = "/project/dss/P";
        (string, string)[] settings = [("Kind", "ProjectFile"), ("Root", root), ("ProjectKey", "P"), ("Namespace", "Folder")];
        GeneratorHost host = new GeneratorHost()
            .WithSnapshot(Snapshots.Clinical.Replace("\"bigint\"", "\"bigitn\"", StringComparison.Ordinal), Path)
            .WithSnapshot("{}", $"{root}/params.json", settings)
            .WithSnapshot("""{ "type": "sync", "inputs": { "main": { "items": [ { "ref": "GONE" } ] } }, "outputs": { "main": { "items": [ { "ref": "A" } ] } } }""", $"{root}/recipes/copy.json", settings)
            .WithSnapshot("""{ "type": "Filesystem", "schema": { "columns": [ { "name": "x", "type": "int" } ] } }""", $"{root}/datasets/A.json", settings);

        Location[] before = [.. (await host.AnalyzeAsync(host.Compilation())).Select(found => found.Location)];
        Location[] after = [.. (await host.AnalyzeAsync(host.WithCode("class Edited;").Compilation())).Select(found => found.Location)];

        Assert.Equal(3, before.Length);
        Assert.All(before.Zip(after), pair => Assert.Same(pair.First, pair.Second));
    }

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string text)
    {
        GeneratorHost host = new GeneratorHost().WithSnapshot(text, Path);
        return host.AnalyzeAsync(host.Compilation());
    }
}
