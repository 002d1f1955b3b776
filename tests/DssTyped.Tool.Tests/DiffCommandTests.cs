using DssTyped.Flow.Json;

namespace DssTyped.Tests.Cli;

public sealed class DiffCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    [Theory]
    [InlineData("id bigint, value double", 0)]
    [InlineData("id bigint, value double, unit string", 2)]
    [InlineData("id bigint", 3)]
    [InlineData("id bigint, value string", 3)]
    public async Task The_exit_code_tells_the_worst_change(string columns, int exitCode)
    {
        string old = await _tool.ImportAsync("old"), now = await _tool.ImportAsync("new", columns, columns);

        Assert.Equal(exitCode, await _tool.RunAsync("diff", old, now));
    }

    [Theory]
    [InlineData("text", "breaking DSS4002: Column 'value' of dataset 'COPY' was double and is now string")]
    [InlineData("markdown", "| COPY.value | Column 'value' of dataset 'COPY' was double and is now string")]
    [InlineData("json", "\"path\": [\"LAB.value (double to string)\", \"COPY.value by 'copy'\"]")]
    [InlineData("sarif", "\"ruleId\": \"DSS4002\"")]
    public async Task Each_format_tells_the_same(string format, string text)
    {
        string old = await _tool.ImportAsync("old"), now = await _tool.ImportAsync("new", "id bigint, value string", "id bigint, value string");

        Assert.Equal(3, await _tool.RunAsync("diff", old, now, "--format", format));

        Assert.Contains(text, _tool.Output);
    }

    [Fact]
    public async Task A_file_that_is_no_snapshot_is_an_error_not_a_change()
    {
        Assert.Equal(1, await _tool.RunAsync("diff", _tool.Write("x.dss.json", "{"), await _tool.ImportAsync("new")));
        Assert.Equal(1, await _tool.RunAsync("diff", _tool.PathOf("nowhere"), _tool.PathOf("nowhere")));

        Assert.Contains("There is no file", _tool.Error);
    }

    [Fact]
    public async Task Json_counts_each_class()
    {
        await _tool.RunAsync("diff", await _tool.ImportAsync("old"), await _tool.ImportAsync("new", "id bigint, value double, unit string"), "--format", "json");

        Assert.Equal(["breaking 0", "widening 0", "additive 2", "neutral 0"], _tool.Json.Members.Take(4).Select(member => $"{member.Name} {member.Value.Text}"));
        Assert.Contains(_tool.Json.FindItems("changes"), change => change.Find("onNextBuild") is { Kind: JsonKind.Boolean });
    }

    public void Dispose() => _tool.Dispose();
}
