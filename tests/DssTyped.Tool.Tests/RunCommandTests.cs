using DssTyped.Flow.Json;

namespace DssTyped.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task What_was_built_is_printed_as_DSS_writes_it()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        _tool.Write("data/LAB.csv", "id,value\n1,2.5\n2,10000000\n3,\n");

        Assert.Equal(0, await RunAsync(snapshot));
        Assert.Contains("copy (sync) -> COPY  3 rows", _tool.Output, StringComparison.Ordinal);

        Assert.Equal("1\t2.5\n2\t1.0E7\n3\t\n", await DataAsync("tsv"));
        Assert.Equal("id,value\n1,2.5\n2,1.0E7\n3,\n", await DataAsync("csv"));
        Assert.Equal("""[{"id":1,"value":2.5},{"id":2,"value":1.0E7},{"id":3,"value":null}]""", Compact(await DataAsync("json")));
    }

    [Fact]
    public async Task A_second_run_has_nothing_to_do()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        _tool.Write("data/LAB.csv", "id,value\n1,2.5\n");
        await RunAsync(snapshot);

        Assert.Equal(0, await RunAsync(snapshot, "--format", "json"));

        Assert.Equal("up to date", _tool.Json.FindItems("activities")[0].FindText("reason"));
    }

    [Fact]
    public async Task A_missing_source_file_fails_and_says_where_it_was_looked_for()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        Directory.CreateDirectory(_tool.PathOf("data"));

        Assert.Equal(1, await RunAsync(snapshot));

        Assert.Contains(Path.Combine(_tool.PathOf("data"), "LAB.csv"), _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_that_cannot_run_here_is_named_and_the_rest_is_built()
    {
        string project = _tool.WriteProject("clinical");
        _tool.Write("clinical/datasets/SCORED.json", """{"type": "Filesystem", "managed": true, "schema": {"columns": [{"name": "risk", "type": "double"}]}}""");
        _tool.Write("clinical/recipes/score.json", """{"type": "python", "inputs": {"main": {"items": [{"ref": "COPY"}]}}, "outputs": {"main": {"items": [{"ref": "SCORED"}]}}}""");
        _tool.Write("clinical/recipes/score.py", "pass");
        _tool.Write("data/LAB.csv", "id,value\n1,2.5\n");
        string snapshot = _tool.PathOf("clinical.dss.json");
        Assert.Equal(0, await _tool.RunAsync("import", project, "--project-key", "CLINICAL", "-o", snapshot));

        Assert.Equal(1, await RunAsync(snapshot, "--format", "json"));

        Assert.Equal(
            [("copy", "DONE"), ("score", "REFUSED")],
            _tool.Json.FindItems("activities").Select(activity => (activity.FindText("recipe")!, activity.FindText("state")!)));
        Assert.Equal("1\t2.5\n", await DataAsync("tsv"));
    }

    [Theory]
    [InlineData("COP*", "copy")]
    [InlineData("tag:daily", "again")]
    [InlineData("+tag:daily", "copy again")]
    [InlineData("zone:Scoring", "again")]
    [InlineData("COPY+", "copy again")]
    public async Task Patterns_tags_and_zones_select_too(string expression, string recipes)
    {
        string project = _tool.WriteProject("clinical");
        _tool.Write("clinical/datasets/AGAIN.json", """{"type": "Filesystem", "managed": true, "tags": ["daily"], "schema": {"columns": [{"name": "id", "type": "bigint"}, {"name": "value", "type": "double"}]}}""");
        _tool.Write("clinical/recipes/again.json", """{"type": "sync", "inputs": {"main": {"items": [{"ref": "COPY"}]}}, "outputs": {"main": {"items": [{"ref": "AGAIN"}]}}}""");
        _tool.Write("clinical/zones/z1.json", """{"id": "z1", "name": "Scoring", "items": [{"objectType": "DATASET", "objectId": "AGAIN"}]}""");
        _tool.Write("data/LAB.csv", "id,value\n1,2.5\n");
        string snapshot = _tool.PathOf("clinical.dss.json");
        Assert.Equal(0, await _tool.RunAsync("import", project, "--project-key", "CLINICAL", "-o", snapshot));
        Assert.Equal(0, await RunAsync(snapshot));

        Assert.Equal(0, await RunAsync(snapshot, "--select", expression, "--mode", "NON_RECURSIVE_FORCED_BUILD", "--format", "json"));

        Assert.Equal(recipes, string.Join(' ', _tool.Json.FindItems("activities").Select(activity => activity.FindText("recipe"))));
        Assert.Equal(1, _tool.Json.FindInt32("formatVersion"));
    }

    [Fact]
    public async Task What_stands_behind_pinned_data_is_not_needed()
    {
        string project = _tool.WriteProject("clinical");
        _tool.Write("clinical/datasets/SCORED.json", """{"type": "Filesystem", "managed": true, "schema": {"columns": [{"name": "risk", "type": "double"}]}}""");
        _tool.Write("clinical/datasets/FEATURES.json", """{"type": "Filesystem", "managed": true, "schema": {"columns": [{"name": "f", "type": "double"}]}}""");
        _tool.Write("clinical/recipes/features.json", """{"type": "python", "inputs": {"main": {"items": [{"ref": "COPY"}]}}, "outputs": {"main": {"items": [{"ref": "FEATURES"}]}}}""");
        _tool.Write("clinical/recipes/score.json", """{"type": "python", "inputs": {"main": {"items": [{"ref": "FEATURES"}]}}, "outputs": {"main": {"items": [{"ref": "SCORED"}]}}}""");
        _tool.Write("data/SCORED.csv", "risk\n0.5\n");
        string snapshot = _tool.PathOf("clinical.dss.json");
        Assert.Equal(0, await _tool.RunAsync("import", project, "--project-key", "CLINICAL", "-o", snapshot));

        Assert.Equal(0, await RunAsync(snapshot, "--select", "+SCORED", "--format", "json"));

        Assert.Equal("score", Assert.Single(_tool.Json.FindItems("activities")).FindText("recipe"));
    }

    [Fact]
    public async Task A_tag_that_nothing_has_is_a_usage_error_that_names_those_there_are()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        Directory.CreateDirectory(_tool.PathOf("data"));

        Assert.Equal(2, await RunAsync(snapshot, "--select", "tag:nightly"));

        Assert.Contains("'tag:nightly' means nothing that can be built", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_to_select_is_a_usage_error()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        Directory.CreateDirectory(_tool.PathOf("data"));

        Assert.Equal(2, await RunAsync(snapshot, "--select", "+COPI"));

        Assert.Contains("'COPI'", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--select", "LAB", "'LAB' is a source")]
    [InlineData("--select", "", "--select is empty")]
    [InlineData("--mode", "ALL", "--mode 'ALL'")]
    [InlineData("--format", "xml", "'xml'")]
    [InlineData("--no-such-option", "x", "--no-such-option")]
    public async Task What_is_asked_in_a_wrong_way_has_an_exit_code_of_its_own(string option, string value, string message)
    {
        string snapshot = await _tool.ImportAsync("clinical");
        Directory.CreateDirectory(_tool.PathOf("data"));

        Assert.Equal(2, await RunAsync(snapshot, option, value));

        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_has_the_documented_shape()
    {
        string snapshot = await _tool.ImportAsync("clinical");
        _tool.Write("data/LAB.csv", "id,value\n1,2.5\nx,3\n");

        Assert.Equal(0, await RunAsync(snapshot, "--format", "json"));

        JsonValue report = _tool.Json;
        Assert.Equal(["formatVersion", "jobId", "state", "activities"], report.Members.Select(member => member.Name));
        JsonValue activity = Assert.Single(report.FindItems("activities"));
        Assert.Equal(["recipe", "type", "state", "outputs", "milliseconds", "rows", "warnings", "reason", "firstFailure"], activity.Members.Select(member => member.Name));
        Assert.Equal(("copy", "sync", "DONE", 2), (activity.FindText("recipe"), activity.FindText("type"), activity.FindText("state"), activity.FindInt32("rows")));
        Assert.Equal("COPY", Assert.Single(activity.FindItems("outputs")).Text);
        Assert.Contains("line 3", Assert.Single(activity.FindItems("warnings")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _tool.Dispose();

    private Task<int> RunAsync(string snapshot, params string[] more) =>
        _tool.RunAsync(["run", snapshot, "--data", _tool.PathOf("data"), "--workspace", _tool.PathOf("workspace"), .. more]);

    private async Task<string> DataAsync(string format)
    {
        Assert.Equal(0, await _tool.RunAsync("data", "COPY", "--workspace", _tool.PathOf("workspace"), "--format", format));
        return _tool.Output;
    }

    private static string Compact(string json) => json.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
}
