namespace DssTyped.Tests.Recipes;

/// <summary>Formulas in visual recipes.</summary>
public sealed class FormulaTests
{
    private static readonly Table Games = Table.Of("opening,wins:bigint,losses:bigint", ["A", "3", "5"], ["B", "5", "3"], ["C", null, "1"], ["D", "1", "4"]);

    [Fact]
    public void A_filter_keeps_the_rows_for_which_its_formula_is_true()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("sampling", """{"enabled":true,"uiData":{"mode":"CUSTOM","conditions":[{"input":"wins","operator":"== [number]","num":99}]},"expression":"wins < losses && losses > ${least}"}""", Games) with
        {
            Variables = new Dictionary<string, string> { ["least"] = "4" },
        })["O0"];
        Assert.Equal([["A", "3", "5"]], output.Rows);
    }

    [Fact]
    public void Computed_columns_are_there_for_keys_orders_and_filters()
    {
        using var run = new RecipeRun();
        Table output = run.Run(RecipeCase.Of("topn",
            """{"computedColumns":[{"name":"share","type":"double","mode":"GREL","expr":"losses / (wins + losses) * 100"},{"name":"twice","type":"bigint","mode":"SQL","expr":"\"losses\" * 2"}],"keys":[],"orders":[{"column":"share","desc":true}],"firstRows":2,"lastRows":0,"retrievedColumnsSelectionMode":"ALL"}""", Games))["O0"];
        Assert.Equal([["D", "1", "4", "80.0", "8"], ["A", "3", "5", "62.5", "10"]], output.Rows);
    }

    [Fact]
    public void A_formula_that_can_not_run_here_is_refused_before_anything_runs()
    {
        using var run = new RecipeRun();
        var refused = Assert.Throws<RecipeRefusedException>(() => run.Run(RecipeCase.Of("sort", """{"computedColumns":[{"name":"x","type":"string","mode":"GREL","expr":"noSuchFunction(wins)"}],"orders":[]}""", Games)));
        Assert.Contains("noSuchFunction", refused.Message, StringComparison.Ordinal);
    }
}
