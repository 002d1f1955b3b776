using System.Globalization;

namespace DssTyped.Tests.Recipes;

/// <summary>What chance decides can't be compared row by row: sizes and what must stay together can.</summary>
public sealed class SampleAndSplitTests : IDisposable
{
    private readonly RecipeRun _run = new();

    // 60 rows of a, 30 of b, 10 without a value.
    private static readonly Table Hundred = new([("id", "bigint"), ("class", "string")],
        [.. Enumerable.Range(0, 100).Select(i => new string?[] { i.ToString(CultureInfo.InvariantCulture), i < 60 ? "a" : i < 90 ? "b" : null })]);

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("RANDOM_FIXED_NB", 30, 0, -1, -1, -1, 30)]
    [InlineData("STRATIFIED_TARGET_NB_EXACT", 50, 0, 30, 15, 5, 50)]
    [InlineData("STRATIFIED_TARGET_RATIO_EXACT", 0, 0.1, 6, 3, 1, 10)]
    [InlineData("CLASS_REBALANCE_TARGET_NB_APPROX", 24, 0, 8, 8, 8, 24)]
    [InlineData("CLASS_REBALANCE_TARGET_RATIO_APPROX", 0, 0.6, 20, 20, 10, 50)]
    public void A_random_sample_has_the_size_and_the_shares_asked_for(string method, int records, double ratio, int a, int b, int none, int all)
    {
        string?[][] rows = Sample(method, records, ratio);
        Assert.Equal(all, rows.Select(row => row[0]).Distinct().Count());
        if (a >= 0)
            Assert.Equal((a, b, none), (rows.Count(row => row[1] == "a"), rows.Count(row => row[1] == "b"), rows.Count(row => row[1] is null)));
        Assert.Equal(rows, Sample(method, records, ratio));
    }

    [Fact]
    public void A_sample_by_values_takes_all_rows_of_a_value_until_there_are_enough()
    {
        string?[][] rows = Sample("COLUMN_BASED", 35, 0);
        foreach (IGrouping<string?, string?[]> value in rows.GroupBy(row => row[1]))
            Assert.Equal(Hundred.Rows.Count(row => row[1] == value.Key), value.Count());
        Assert.InRange(rows.Length, 35, 100);
        Assert.True(rows.Select(row => row[1]).Distinct().Count() < 3);
    }

    [Fact]
    public void Shares_of_a_random_split_have_their_sizes_and_cover_every_row_once()
    {
        var outputs = _run.Run(RecipeCase.Of("split",
            """{"mode":"RANDOM","seed":7,"defaultOutputIndex":3,"randomSplits":[{"share":50,"outputIndex":0},{"share":30,"outputIndex":1},{"share":15,"outputIndex":2}]}""", Hundred).WithOutputs("O0", "O1", "O2", "O3"));
        Assert.Equal([50, 30, 15, 5], outputs.Values.Select(output => output.Rows.Count));
        Assert.Equal(100, outputs.Values.SelectMany(output => output.Rows).Select(row => row[0]).Distinct().Count());
    }

    private string?[][] Sample(string method, int records, double ratio) => [.. _run.Run(RecipeCase.Of("sampling", "{}", Hundred) with
    {
        Params = string.Create(CultureInfo.InvariantCulture, $$"""{ "selection": { "samplingMethod": "{{method}}", "maxRecords": {{records}}, "targetRatio": {{ratio}}, "column": "class", "seed": 5 } }"""),
    })["O0"].Rows];
}
