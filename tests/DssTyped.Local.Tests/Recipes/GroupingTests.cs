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
}
