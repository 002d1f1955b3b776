namespace DssTyped.Tests.Recipes;

/// <summary>What the random cases of the oracle do not cover.</summary>
public sealed class JoinTests
{
    private static readonly Table Left = Table.Of("id:bigint,at:date,name", ["1", "2024-01-01T00:00:00.000Z", "Zoë"], ["2", "2024-01-05T00:00:00.000Z", "Bob"], [null, "2024-01-09T00:00:00.000Z", "Kim"]);
    private static readonly Table Right = Table.Of("key,when:date,label", ["1", "2024-01-02T00:00:00.000Z", "zoe"], ["2.0", "2024-01-04T12:00:00.000Z", "BOB"], ["x", "2024-02-01T00:00:00.000Z", "kim "]);

    [Fact]
    public void A_number_is_compared_with_the_numbers_in_a_text_and_a_warning_says_so()
    {
        using var run = new RecipeRun();
        Assert.Equal([["1", "zoe"], ["2", "BOB"], [null, null]], run.Run(Join("LEFT", """{"type":"EQ","column1":{"table":0,"name":"id"},"column2":{"table":1,"name":"key"}}"""))["O0"].Rows);
    }

    [Fact]
    public void Normalized_texts_are_equal_without_accents_and_case()
    {
        using var run = new RecipeRun();
        Assert.Equal([["1", "zoe"], ["2", "BOB"]], run.Run(Join("INNER", """{"type":"EQ","normalizeText":true,"caseInsensitive":true,"column1":{"table":0,"name":"name"},"column2":{"table":1,"name":"label"}}"""))["O0"].Rows);
    }

    [Fact]
    public void The_nearest_row_in_time_is_found_within_its_distance()
    {
        using var run = new RecipeRun();
        Assert.Equal([["1", "zoe"], ["2", "BOB"], [null, null]], run.Run(Join("LEFT", """{"type":"K_NEAREST","maxDistance":2,"maxMatches":1,"dateDiffUnit":"DAY","column1":{"table":0,"name":"at"},"column2":{"table":1,"name":"when"}}"""))["O0"].Rows);
    }

    [Fact]
    public void A_fuzzy_join_takes_texts_within_the_distance()
    {
        using var run = new RecipeRun();
        RecipeCase test = Join("LEFT", """{"column1":{"table":0,"name":"name"},"column2":{"table":1,"name":"label"},"fuzzyMatchDesc":{"distanceType":"LEVENSHTEIN","threshold":1},"normaliseDesc":{"caseInsensitive":true}}""") with { Type = "fuzzyjoin" };
        Assert.Equal([["1", "zoe"], ["2", "BOB"], [null, "kim "]], run.Run(test)["O0"].Rows);
    }

    [Theory]
    [InlineData("""{"distanceType":"HAMMING","threshold":1}""", "abcd", "abce", "abde", "abce")]
    [InlineData("""{"distanceType":"JACCARD","threshold":0.5}""", "abcd", "abcx", "abxy", "abcx")]
    [InlineData("""{"distanceType":"JACCARD","threshold":0.3}""", "abcd", "abcx", "dcba", "dcba")]
    [InlineData("""{"distanceType":"COSINE","threshold":0.26}""", "abcd", "abcx", "abxy", "abcx")]
    [InlineData("""{"distanceType":"LEVENSHTEIN","threshold":0.25,"relativeTo":"LEFT"}""", "abcd", "abc", "ab", "abc")]
    [InlineData("""{"distanceType":"LEVENSHTEIN","threshold":0.25,"relativeTo":"RIGHT"}""", "abcd", "abc", "abcde", "abcde")]
    public void Fuzzy_distances_are_those_over_characters(string match, string text, string first, string second, string found)
    {
        using var run = new RecipeRun();
        RecipeCase test = RecipeCase.Of("fuzzyjoin",
            $$"""{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"INNER","on":[{"column1":{"table":0,"name":"a"},"column2":{"table":1,"name":"b"},"fuzzyMatchDesc":{{match}}}]}],"selectedColumns":[{"table":1,"name":"b"}]}""",
            Table.Of("a", [text]), Table.Of("b", [first], [second]));
        Assert.Equal(found, string.Join(' ', run.Run(test)["O0"].Rows.Select(row => row[0])));
    }

    [Theory]
    [InlineData("LEFT", """{"type":"SOUNDS_LIKE","column1":{"table":0,"name":"name"},"column2":{"table":1,"name":"label"}}""", "SOUNDS_LIKE")]
    [InlineData("OUTER_SPACE", """{"type":"EQ","column1":{"table":0,"name":"name"},"column2":{"table":1,"name":"label"}}""", "OUTER_SPACE")]
    public void What_is_not_known_is_refused_by_name(string type, string condition, string name)
    {
        using var run = new RecipeRun();
        Assert.Contains(name, Assert.Throws<RecipeRefusedException>(() => run.Run(Join(type, condition))).Message, StringComparison.Ordinal);
    }

    private static RecipeCase Join(string type, string condition) => RecipeCase.Of("join",
        $$"""{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"{{type}}","on":[{{condition}}]}],"selectedColumns":[{"table":0,"name":"id"},{"table":1,"name":"label"}]}""", Left, Right);
}
