using DssTyped.Flow.Json;
using DssTyped.Tool.Output;

namespace DssTyped.Tests.Cli;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Fact]
    public async Task A_sound_flow_has_exit_code_0_and_a_summary()
    {
        string snapshot = await _tool.ImportAsync("clinical");

        Assert.Equal(0, await _tool.RunAsync("verify", snapshot));

        Assert.Equal($"{snapshot}: 0 errors, 0 warnings, 0 notes; 1 output, 1 derived exactly, 1 equal to what is stored", _tool.Output.Trim());
    }

    [Fact]
    public async Task An_error_goes_to_standard_error_with_its_place_and_makes_exit_code_1()
    {
        string snapshot = await _tool.ImportAsync("clinical", reads: "LABS");

        Assert.Equal(1, await _tool.RunAsync("verify", snapshot));

        Assert.Matches(@"clinical\.dss\.json\(\d+,\d+\): error DSS2001: Recipe 'copy' reads 'LABS', .* Did you mean 'LAB'\?", _tool.Error);
        string line = File.ReadAllLines(snapshot)[int.Parse(_tool.Error.Split('(')[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture) - 1];
        Assert.Contains("\"LABS\"", line);
    }

    [Fact]
    public async Task A_warning_does_not_fail()
    {
        string snapshot = await _tool.ImportAsync("clinical", copy: "id bigint");

        Assert.Equal(0, await _tool.RunAsync("verify", snapshot));

        Assert.Contains("warning DSS2201", _tool.Output);
        Assert.Empty(_tool.Error);
    }

    [Fact]
    public async Task Json_tells_findings_and_every_output()
    {
        string snapshot = await _tool.ImportAsync("clinical", copy: "id int, value double");

        Assert.Equal(0, await _tool.RunAsync("verify", snapshot, "--format", "json"));

        JsonValue finding = Assert.Single(_tool.Json.FindItems("findings")), output = Assert.Single(_tool.Json.FindItems("outputs"));
        Assert.Equal(["id", "severity", "message", "file", "line", "column", "subject"], finding.Members.Select(member => member.Name));
        Assert.Equal(("DSS2201", "warning", "COPY"), (finding.FindText("id"), finding.FindText("severity"), finding.FindText("subject")));
        Assert.Equal(
            JsonReader.Read("""
                {"recipe": "copy", "type": "sync", "output": "COPY", "certainty": "exact", "status": "typesDiffer",
                 "derived": [{"name": "id", "type": "bigint"}, {"name": "value", "type": "double"}], "stored": [{"name": "id", "type": "int"}, {"name": "value", "type": "double"}]}
                """).Root,
            output);
    }

    [Fact]
    public async Task Json_tells_the_types_of_prepared_columns_as_far_as_they_are_known()
    {
        string project = _tool.WriteProject(source: "id int, value double, note string", copy: "id bigint, value string, note string, half double");
        _tool.Write("project/recipes/copy.json", """{"type": "shaker", "inputs": {"main": {"items": [{"ref": "LAB"}]}}, "outputs": {"main": {"items": [{"ref": "COPY"}]}}}""");
        _tool.Write("project/recipes/copy.shaker", """{"steps": [{"type": "CreateColumnWithGREL", "params": {"column": "half", "expression": "concat(note, '') / 2"}}, {"type": "ColumnReorder", "params": {"columns": ["half"], "reorderAction": "AT_END"}}]}""");
        Assert.Equal(0, await _tool.RunAsync("import", project, "--project-key", "CLINICAL", "-o", _tool.PathOf("clinical.dss.json")));

        Assert.Equal(0, await _tool.RunAsync("verify", _tool.PathOf("clinical.dss.json"), "--format", "json"));

        Assert.Empty(_tool.Json.FindItems("findings"));
        Assert.Equal(
            JsonReader.Read("""
                {"recipe": "copy", "type": "shaker", "output": "COPY", "certainty": "exact", "status": "typesDiffer", "typesFromData": true,
                 "derived": [{"name": "id", "type": "bigint"}, {"name": "value", "type": "double"}, {"name": "note", "type": "unknown"}, {"name": "half", "type": "double"}],
                 "stored": [{"name": "id", "type": "bigint"}, {"name": "value", "type": "string"}, {"name": "note", "type": "string"}, {"name": "half", "type": "double"}]}
                """).Root,
            Assert.Single(_tool.Json.FindItems("outputs")));
    }

    [Fact]
    public async Task Sarif_has_rules_results_and_places()
    {
        string snapshot = await _tool.ImportAsync("clinical", reads: "LABS");

        Assert.Equal(1, await _tool.RunAsync("verify", snapshot, "--format", "sarif"));

        JsonValue run = Assert.Single(_tool.Json.FindItems("runs"));
        JsonValue result = Assert.Single(run.FindItems("results"), result => result.FindText("ruleId") == "DSS2001");
        Assert.Equal("error", result.FindText("level"));
        Assert.True(result.FindItems("locations")[0].Find("physicalLocation")!.Find("region")!.FindInt32("startLine") > 1);
        Assert.Contains(run.Find("tool")!.Find("driver")!.FindItems("rules"), rule => rule.FindText("id") == "DSS2001");
        Assert.Equal("2.1.0", _tool.Json.FindText("version"));
    }

    // What the standard requires of a log, and code hosts of what they show.
    [Fact]
    public async Task Sarif_keeps_to_the_shape_of_its_standard()
    {
        string snapshot = await _tool.ImportAsync("a b#c", reads: "LABS"), changed = await _tool.ImportAsync("new", "id bigint, value string", "id int");
        foreach (string[] command in new[] { new[] { "verify", snapshot }, ["verify", changed], ["diff", snapshot, changed] })
        {
            await _tool.RunAsync([.. command, "--format", "sarif"]);
            Assert.Equal("2.1.0", _tool.Json.FindText("version"));
            JsonValue run = Assert.Single(_tool.Json.FindItems("runs")), driver = run.Find("tool")!.Find("driver")!;
            Assert.Equal("dss-typed", driver.FindText("name"));
            string[] rules = [.. driver.FindItems("rules").Select(rule => rule.FindText("id")!)];
            Assert.Equal(rules.Distinct().Order(StringComparer.Ordinal), rules);
            Assert.NotEmpty(run.FindItems("results"));
            Assert.All(run.FindItems("results"), result =>
            {
                Assert.Contains(result.FindText("ruleId"), rules);
                Assert.Contains(result.FindText("level"), new[] { "none", "note", "warning", "error" });
                Assert.NotEmpty(result.Find("message")!.FindText("text")!);
                JsonValue place = Assert.Single(result.FindItems("locations")).Find("physicalLocation")!;
                Assert.True(place.Find("region")!.FindInt32("startLine") >= 1 && place.Find("region")!.FindInt32("startColumn") >= 1);
                Assert.True(File.Exists(new Uri(place.Find("artifactLocation")!.FindText("uri")!, UriKind.Absolute).LocalPath));
            });
        }
    }

    [Theory]
    [InlineData("error", true)]
    [InlineData("breaking", true)]
    [InlineData("widening", true)]
    [InlineData("error DSS2001", false)]
    public void Only_words_of_severity_are_coloured_and_only_on_a_terminal(string word, bool isColoured)
    {
        Assert.Equal(isColoured, Colors.Paint(word).Contains('\e'));
        Assert.Equal(word, Colors.Paint(new StringWriter(), word));
    }

    [Theory]
    [InlineData("{\n  \"formatVersion\": 1,\n  oops\n}", "(3,3): error DSS1001")]
    [InlineData("{ \"formatVersion\": 99 }", "(1,20): error DSS1002")]
    [InlineData("[]", "(1,1): error DSS1003")]
    public async Task A_file_that_is_no_snapshot_is_told_with_its_place(string text, string error)
    {
        Assert.Equal(1, await _tool.RunAsync("verify", _tool.Write("x.dss.json", text)));

        Assert.Contains("x.dss.json" + error, _tool.Error);
    }

    public void Dispose() => _tool.Dispose();
}
