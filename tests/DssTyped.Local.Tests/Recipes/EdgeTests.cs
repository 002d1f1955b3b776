using DssTyped.Flow.Recipes;
using DssTyped.Local.Recipes;
using DuckDB.NET.Data;

namespace DssTyped.Tests.Recipes;

/// <summary>Where DuckDB and DSS differ.</summary>
public sealed class EdgeTests
{
    [Fact]
    public void Columns_that_differ_only_by_case_stay_apart()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[{"column":"a"},{"column":"A"}],"values":[{"column":"A","max":true}]}""", Table.Of("a,A", ["x", "1"], ["x", "2"])))["O0"];
        Assert.Equal([["x", "1", "1"], ["x", "2", "2"]], output.Rows);
    }

    [Fact]
    public void Names_of_any_kind_are_only_names()
    {
        using var run = new RecipeRun();
        Table input = new([("select", "string"), ("a \"b\".c", "bigint"), ("$0", "string"), ("1st", "string"), ("'", "string")], [["s", "1", "z", "f", "q"]]);
        Table output = run.Run(RecipeCase.Of("sort", """{"orders":[{"column":"a \"b\".c","desc":true},{"column":"$0"},{"column":"'"}],"rowNumber":true}""", input))["O0"];
        Assert.Equal([["s", "1", "z", "f", "q", "1"]], output.Rows);
    }

    [Fact]
    public void A_sum_that_does_not_fit_fails_and_names_its_column()
    {
        using var run = new RecipeRun();
        var failure = Assert.Throws<DuckDBException>(() => run.Run(RecipeCase.Of("grouping", """{"keys":[],"values":[{"column":"big","sum":true}]}""", Table.Of("big:bigint", ["9223372036854775807"], ["1"]))));
        Assert.Contains("'big'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_text_is_no_value()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("grouping", """{"keys":[{"column":"t"}],"values":[{"column":"t","count":true,"concat":true}],"globalCount":true}""", Table.Of("t", [""], [null], ["x"])))["O0"];
        Assert.Equal([[null, "0", null, "2"], ["x", "1", "x", "1"]], output.Rows);
    }

    [Fact]
    public void A_stack_of_numbers_and_texts_keeps_what_fits()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("vstack", """{"mode":"UNION","virtualInputs":[{"index":0},{"index":1}]}""", Table.Of("n:bigint", ["1"]), Table.Of("n", ["2"], ["3.0"], ["1.5"], ["x"], ["0x10"])))["O0"];
        Assert.Equal([["1"], ["2"], ["3"], [null], [null], [null]], output.Rows);
    }

    [Fact]
    public void A_custom_aggregate_runs_over_columns_by_their_names()
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("grouping", """{"keys":[{"column":"k"}],"values":[{"customName":"weighted","customExpr":"1.0 * SUM(grade*\"coeff\") / sum(coeff)"}]}""", Table.Of("k,grade:double,coeff:bigint", ["a", "10.0", "1"], ["a", "20.0", "3"])) with
        {
            StoredSchemas = new Dictionary<string, string> { ["O0"] = """{"columns":[{"name":"k","type":"string"},{"name":"weighted","type":"double"}]}""" },
        };
        Assert.Equal([["a", "17.5"]], run.Run(test)["O0"].Rows);
    }

    [Theory]
    [InlineData("grouping", """{"keys":[],"values":[{"column":"t","first":true}]}""", "order column")]
    [InlineData("split", """{"mode":"RANDOM_COLUMNS","randomColumns":["t"],"randomColumnsSplits":[{"share":50,"outputIndex":0}]}""", "hash")]
    [InlineData("split", """{"mode":"RANDOM","randomSplits":[{"share":50},{"share":20},{"share":30}]}""", "more than one share")]
    [InlineData("pivot", """{"explicitIdentifiers":["t"],"pivots":[{"keyColumns":["t"],"valueColumns":[]}]}""", "never ran")]
    [InlineData("topn", """{"keys":[],"orders":[],"firstRows":1}""", "order column")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"intersects [geo]"}]}}""", "intersects [geo]")]
    [InlineData("sampling", """{"enabled":true,"uiData":{"mode":"&&","conditions":[{"input":"t","operator":"regex","string":"a+"}]}}""", "not anchored")]
    [InlineData("window", """{"windows":[{"enableLimits":true,"windowLimitMode":"RANGE"}],"values":[{"column":"t","count":true}]}""", "exactly one order column")]
    [InlineData("geojoin", "{}", "geometry")]
    public void What_can_not_be_exact_is_refused_with_the_reason(string type, string payload, string reason)
    {
        using var run = new RecipeRun();
        Assert.Contains(reason, Assert.Throws<RecipeRefusedException>(() => run.Run(RecipeCase.Of(type, payload, Table.Of("t", ["x"])))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_does_not_exist_fails_and_offers_the_nearest()
    {
        using var run = new RecipeRun();
        var failure = Assert.Throws<RecipeFailedException>(() => run.Run(RecipeCase.Of("sort", """{"orders":[{"column":"custommer"}]}""", Table.Of("customer", ["x"]))));
        Assert.Contains("Did you mean 'customer'?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_translator_belongs_to_a_rule_and_stands_in_order()
    {
        string[] types = [.. RecipeTranslators.All.Select(translator => translator.DssType)];
        Assert.Equal(types.Order(StringComparer.Ordinal), types);
        Assert.All(types, type => Assert.True(RecipeRules.IsKnown(type), type));
        Assert.All(RecipeTranslators.All, translator => Assert.True(translator.Note.Support == Support.Exact || translator.Note.Text.Length > 0, translator.DssType));
    }
}
