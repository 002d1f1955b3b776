namespace DssTyped.Tests.Recipes;

public sealed class GroupingTests
{
    [Fact]
    public void A_null_key_is_a_group_and_counts_ignore_nulls()
    {
        using var run = new RecipeRun();
        var input = Table.Of("k,x:bigint", ["b", "1"], [null, "2"], ["b", null], [null, "5"], ["a", "7"]);
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[{"column":"k"}],"values":[{"column":"x","count":true,"sum":true,"avg":true,"first":true,"orderColumn":"x","concat":true}],"globalCount":true}""", input))["O0"];
        Assert.Equal("k:string, x_count:bigint, x_avg:double, x_sum:bigint, x_concat:string, x_first:bigint, count:bigint\n  ∅ | 2 | 3.5 | 7 | 2,5 | 2 | 2\n  a | 1 | 7.0 | 7 | 7 | 7 | 1\n  b | 1 | 1.0 | 1 | 1 | ∅ | 2", output.ToString());
    }

    [Fact]
    public void A_deviation_that_no_double_can_hold_fails_and_names_the_column()
    {
        using var run = new RecipeRun();
        RecipeCase Of(params string[] values) => RecipeCase.Of("grouping", """{"keys":[],"values":[{"column":"x","stddev":true}]}""", Table.Of("x:double", [.. values.Select(value => new[] { value })]));
        Assert.Equal("1.0", run.Run(Of("1", "2", "3"))["O0"].Rows[0][0]);
        Assert.Equal("NaN", run.Run(Of("1.0E300", "Infinity"))["O0"].Rows[0][0]);
        Assert.Contains("deviation of column 'x' can't be computed: it has values beyond 1E150", Record.Exception(() => run.Run(Of("1.0E200", "-1.0E200")))?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grouping", """{"keys":[{"column":"k"}],"values":[{"column":"x","sum":true,"max":true}],"outputColumnNameOverrides":{"x_sum":"x_max","x_max":"x_sum"},"postFilter":FILTER}""", "b|3|4")]
    [InlineData("window", """{"windows":[{"prefix":"w","enablePartitioning":true,"partitioningColumns":["k"]}],"values":[{"column":"k","value":true},{"column":"x","sum":true}],"outputColumnNameOverrides":{"w_x_sum":"total"},"postFilter":FILTER}""", "b|4 b|4")]
    [InlineData("distinct", """{"keys":[{"column":"k"}],"globalCount":true,"outputColumnNameOverrides":{"count":"x_sum"},"postFilter":FILTER}""", "")]
    [InlineData("distinct", """{"keys":[{"column":"k"}],"globalCount":true,"outputColumnNameOverrides":{"count":"n"},"postFilter":{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"count","operator":"== [number]","num":2},{"input":"n","operator":"== [number]","num":2}]}}}""", "b|2")]
    public void A_filter_after_the_action_knows_columns_by_the_names_they_had(string type, string payload, string expected)
    {
        using var run = new RecipeRun();
        string column = type == "window" ? "w_x_sum" : "x_sum";
        string filter = $$"""{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"{{column}}","operator":">  [number]","num":3}]} }""";
        Table output = run.Run(RecipeCase.Of(type, payload.Replace("FILTER", filter, StringComparison.Ordinal), Table.Of("k,x:bigint", ["a", "3"], ["b", "1"], ["b", "3"])))["O0"];
        Assert.Equal(expected, string.Join(' ', output.Rows.Select(row => string.Join('|', row))));
    }

    [Theory]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"x","sum":true}]}""")]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"x","sum2":true}]}""")]
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"x"}]}],"values":[{"column":"x","sum":true}]}""")]
    [InlineData("window", """{"windows":[{"enableOrdering":true,"orders":[{"column":"x"}]}],"values":[{"column":"x","lagDiff":true,"lagValues":"1"}]}""")]
    public void A_sum_that_no_whole_number_can_hold_fails_and_names_the_column(string type, string payload)
    {
        using var run = new RecipeRun();
        Exception? failure = Record.Exception(() => run.Run(RecipeCase.Of(type, payload, Table.Of("x:bigint", ["9223372036854775807"], ["-9223372036854775808"], ["9223372036854775807"], ["9223372036854775807"]))));
        Assert.Contains("of column 'x' is too large for bigint. Make the column a double before this recipe.", failure?.Message, StringComparison.Ordinal);
    }
}
