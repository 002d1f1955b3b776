namespace DssTyped.Tests.Cli;

public sealed class LineageCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Theory]
    [InlineData("COPY.value", "text", "  <- LAB.value  (exact, by copy)")]
    [InlineData("COPY.value", "json", "{\"dataset\": \"LAB\", \"column\": \"value\", \"certainty\": \"exact\", \"distance\": 1}")]
    [InlineData("COPY.value", "mermaid", "  n1 -->|\"copy\"| n0")]
    [InlineData("LAB.value", "text", "it depends on nothing")]
    public async Task A_column_is_traced_upstream(string column, string format, string text)
    {
        Assert.Equal(0, await _tool.RunAsync("lineage", await _tool.ImportAsync("clinical"), column, "--format", format));

        Assert.Contains(text, _tool.Output);
    }

    [Fact]
    public async Task A_column_is_traced_downstream()
    {
        Assert.Equal(0, await _tool.RunAsync("lineage", await _tool.ImportAsync("clinical"), "LAB.value", "--downstream"));

        Assert.Contains("  -> COPY.value  (exact, by copy)", _tool.Output);
    }

    [Theory]
    [InlineData("LAB.valu", "Did you mean 'value'?")]
    [InlineData("LABB.value", "Did you mean 'LAB'?")]
    [InlineData("value", "write it as DATASET.COLUMN")]
    public async Task A_wrong_name_is_told_with_the_nearest(string column, string hint)
    {
        Assert.Equal(1, await _tool.RunAsync("lineage", await _tool.ImportAsync("clinical"), column));

        Assert.Contains(hint, _tool.Error);
    }

    // A name with a line break and the escape that colours a terminal.
    [Fact]
    public async Task A_name_can_not_leave_its_line()
    {
        string snapshot = _tool.Write("hostile.dss.json", """
            {"formatVersion": 1, "project": {"projectKey": "P"},
             "datasets": [{"name": "A", "type": "Inline", "schema": {"columns": [{"name": "x\n<- fake\u001b[31m", "type": "int"}]}}, {"name": "B", "type": "Inline", "schema": {"columns": []}}],
             "recipes": [{"name": "copy\nall", "type": "sync", "inputs": {"main": {"items": [{"ref": "A"}]}}, "outputs": {"main": {"items": [{"ref": "B"}]}}}]}
            """);

        Assert.Equal(0, await _tool.RunAsync("lineage", snapshot, "A.x\n<- fake\u001b[31m", "--downstream"));

        Assert.Equal("A.x <- fake [31m\n  -> B.x <- fake [31m  (exact, by copy all)\n", _tool.Output);
    }

    public void Dispose() => _tool.Dispose();
}
