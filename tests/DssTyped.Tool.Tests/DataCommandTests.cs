namespace DssTyped.Tests.Cli;

/// <summary>Odd values in every format of <c>data</c>.</summary>
public sealed class DataCommandTests : IDisposable
{
    private const string Columns = "id bigint, text string, x double, f float, flag boolean, at date, day dateonly";

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("tsv", "1\t\"a\tb\nc\"\"d\"\"\"\tNaN\t1.0E10\ttrue\t1969-12-31T23:59:59.999Z\t0001-01-01\n9223372036854775807\t\tInfinity\t-0.0\tfalse\t\t2024-02-29\n-5\t  blank \t-1.0E-7\t\t\t2024-01-01T00:00:00.000Z\t\n")]
    [InlineData("csv", "id,text,x,f,flag,at,day\n1,\"a\tb\nc\"\"d\"\"\",NaN,1.0E10,true,1969-12-31T23:59:59.999Z,0001-01-01\n9223372036854775807,,Infinity,-0.0,false,,2024-02-29\n-5,  blank ,-1.0E-7,,,2024-01-01T00:00:00.000Z,\n")]
    [InlineData("json", """
        [
        {"id":1,"text":"a\tb\nc\"d\"","x":"NaN","f":1.0E10,"flag":true,"at":"1969-12-31T23:59:59.999Z","day":"0001-01-01"},
        {"id":9223372036854775807,"text":null,"x":"Infinity","f":-0.0,"flag":false,"at":null,"day":"2024-02-29"},
        {"id":-5,"text":"  blank ","x":-1.0E-7,"f":null,"flag":null,"at":"2024-01-01T00:00:00.000Z","day":null}
        ]

        """)]
    [InlineData("table", """
        id                   text      x         f       flag   at                        day
        -------------------  --------  --------  ------  -----  ------------------------  ----------
        1                    a b c"d"  NaN       1.0E10  true   1969-12-31T23:59:59.999Z  0001-01-01
        9223372036854775807            Infinity  -0.0    false                            2024-02-29
        -5                     blank   -1.0E-7                  2024-01-01T00:00:00.000Z

        """)]
    public async Task Odd_values_are_printed_so_that_nothing_is_lost(string format, string expected)
    {
        await BuildAsync("1,\"a\tb\nc\"\"d\"\"\",NaN,1e10,true,1969-12-31T23:59:59.999Z,0001-01-01\n9223372036854775807,,Infinity,-0.0,false,,2024-02-29\n-5,\"  blank \",-1e-7,,,2024-01-01T00:00:00Z,\n");

        Assert.Equal(0, await _tool.RunAsync("data", "COPY", "--workspace", _tool.PathOf("workspace"), "--format", format));

        Assert.Equal(expected.ReplaceLineEndings("\n"), _tool.Output);
        if (format == "json")
            Assert.Equal(3, _tool.Json.Items.Count);
    }

    [Fact]
    public async Task A_table_cuts_long_cells_between_characters()
    {
        await BuildAsync($"1,{new string('x', 38)}😀😀,,,,,\n");

        Assert.Equal(0, await _tool.RunAsync("data", "COPY", "--workspace", _tool.PathOf("workspace"), "--format", "table"));

        Assert.Contains(new string('x', 38) + "…", _tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tsv", "")]
    [InlineData("csv", "id,text,x,f,flag,at,day\n")]
    [InlineData("json", "[]\n")]
    public async Task A_dataset_without_rows_is_printed_as_one(string format, string expected)
    {
        await BuildAsync("");

        Assert.Equal(0, await _tool.RunAsync("data", "COPY", "--workspace", _tool.PathOf("workspace"), "--format", format));
        Assert.Equal(expected, _tool.Output);
    }

    [Fact]
    public async Task Wrong_questions_are_told_and_fail()
    {
        await BuildAsync("1,a,,,,,\n2,b,,,,,\n");
        string workspace = _tool.PathOf("workspace");

        Assert.Equal(0, await _tool.RunAsync("data", "COPY", "--workspace", workspace, "--limit", "1"));
        Assert.Equal("1\ta\t\t\t\t\t\n", _tool.Output);
        Assert.Equal(1, await _tool.RunAsync("data", "COPY", "--workspace", workspace, "--limit", "-1"));
        Assert.Contains("--limit must be 0 or more.", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, await _tool.RunAsync("data", "COP", "--workspace", workspace));
        Assert.Contains("did you mean 'COPY'? It has: COPY, LAB.", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, await _tool.RunAsync("data", "COPY", "--workspace", _tool.PathOf("none")));
        Assert.Contains("does not exist", _tool.Error, StringComparison.Ordinal);
    }

    private async Task BuildAsync(string rows)
    {
        string snapshot = await _tool.ImportAsync("clinical", Columns, Columns);
        _tool.Write("data/LAB.csv", "id,text,x,f,flag,at,day\n" + rows);
        Assert.True(await _tool.RunAsync("run", snapshot, "--data", _tool.PathOf("data"), "--workspace", _tool.PathOf("workspace")) == 0, _tool.Output + _tool.Error);
    }
}
