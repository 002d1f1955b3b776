using DssTyped.Flow.Diagnostics;

namespace DssTyped.Tests.Checks;

/// <summary>Findings about settings point to the setting, not to the recipe.</summary>
public sealed class FindingPlaceTests
{
    [Theory]
    [InlineData("1 + gone", "gone")]
    [InlineData("é + lenght(name)", "lenght")]
    [InlineData("length(name, 2, 3)", "length")]
    [InlineData("val('gone') * 2", "'gone'")]
    [InlineData("""\"a\\n\" + \n gone""", "gone")]
    [InlineData("""'\uD83D\uDE00' + gone""", "gone")]
    public void A_problem_of_a_formula_is_at_its_word(string formula, string pointed)
    {
        TestFlow flow = Prepare($$"""{"column": "x", "expression": "{{formula}}"}""", "name string, é int");

        Assert.Equal(pointed, Pointed(flow, Assert.Single(flow.Check().Findings)));
    }

    // The variable's text stands in another place than the variable.
    [Fact]
    public void A_formula_with_variables_is_pointed_to_as_a_whole()
    {
        TestFlow flow = Prepare("""{"column": "x", "expression": "${limit} + gone"}""", "name string").With("variables", """[{"name": "limit", "value": 100}]""");

        Assert.Equal("\"${limit} + gone\"", Pointed(flow, flow.Single(FlowDiagnostics.UnknownColumnInFormula)));
    }

    [Fact]
    public void A_setting_of_a_step_that_is_not_there_is_at_the_step()
    {
        TestFlow flow = new TestFlow().Dataset("A", "id bigint").Dataset("OUT", "").Recipe("r", "shaker", "A", "OUT", """{"steps": [{"type": "ColumnCopier", "params": {"inputColumn": "gone", "outputColumn": "x"}}]}""");

        Assert.StartsWith("{\"type\": \"ColumnCopier\"", Pointed(flow, flow.Single(FlowDiagnostics.UnknownColumnInStep)).Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_computed_column_is_checked_at_its_word() => Assert.Equal("gone", Pointed(Recipe("sort",
        """{"computedColumns": [{"name": "c", "type": "double", "mode": "GREL", "expr": "id * gone"}], "orders": []}"""), FlowDiagnostics.UnknownColumnInFormula));

    [Theory]
    [InlineData("""{"virtualInputs": [{"index": 0}, {"index": 7}], "joins": []}""", "7", "the input of a joined table has index 7, counted from 0, but the recipe has only 1 input.")]
    [InlineData("""{"virtualInputs": [{"index": 0}, {"index": 0}], "joins": [{"table1": 0, "table2": 9, "on": []}]}""", "9", "a joined table has index 9, counted from 0, but the recipe has only 2 joined tables.")]
    [InlineData("""{"virtualInputs": [{"index": 0}], "joins": [{"table1": 0, "table2": 0, "on": [{"column1": {"name": "id", "table": 0}, "column2": {"name": "name", "table": 1}}]}]}""", "\"name\"", "has only 1 joined table.")]
    [InlineData("""{"virtualInputs": [{"index": 0}], "joins": [], "selectedColumns": [{"name": "id", "table": 3}]}""", "\"id\"", "has only 1 joined table.")]
    public void An_index_of_a_join_is_at_its_place(string payload, string pointed, string fact) => IsIndex(Recipe("join", payload), pointed, fact);

    [Fact]
    public void A_column_that_a_stack_matches_by_choice_is_checked_at_its_place() => Assert.Equal("\"gone\"", Pointed(Recipe("vstack",
        """{"mode": "REMAP", "virtualInputs": [{"index": 0, "columnsMatch": ["id", null, "gone"]}], "selectedColumns": ["a", "b", "c"]}"""), FlowDiagnostics.UnknownColumn));

    [Theory]
    [InlineData("""{"mode": "RANDOM", "randomSplits": [{"share": 50, "outputIndex": 4}]}""", "4", "an output has index 4, counted from 0, but the recipe has only 1 output.")]
    [InlineData("""{"mode": "VALUES", "column": "name", "valueSplits": [], "defaultOutputIndex": 2}""", "2", "the output of all other rows has index 2")]
    public void An_index_of_a_split_is_at_its_place(string payload, string pointed, string fact) => IsIndex(Recipe("split", payload), pointed, fact);

    [Theory]
    [InlineData("""{"mode": "RANDOM", "randomSplits": [{"share": 50, "outputIndex": 0}], "defaultOutputIndex": 2}""")]
    [InlineData("""{"mode": "VALUES", "column": "name", "valueSplits": [{"value": "x", "outputIndex": -1}], "defaultOutputIndex": -1}""")]
    public void What_a_mode_does_not_use_and_dropped_rows_are_no_error(string payload) => Assert.Empty(Recipe("split", payload).Check().Findings);

    [Fact]
    public void Two_columns_of_one_name_are_at_the_second()
    {
        TestFlow flow = Recipe("join", """{"virtualInputs": [{"index": 0}, {"index": 0}], "joins": [], "selectedColumns": [{"table": 0, "name": "id"}, {"table": 1, "name": "name", "alias": "id"}]}""");

        Assert.Equal("\"name\"", Pointed(flow, flow.Single(FlowDiagnostics.DuplicateOutputColumn)));
    }

    [Theory]
    [InlineData("""{"lag": true, "lagValues": "1"}""", "lag")]
    [InlineData("""{"leadDiff": true, "leadValues": "1"}""", "lead")]
    [InlineData("""{"first": true}""", "first")]
    public void Offsets_and_ends_of_a_window_need_an_order(string value, string what)
    {
        string values = $$"""[{"column": "id", {{value[1..]}}]""";
        TestFlow flow = Recipe("window", $$"""{"windows": [{}], "values": {{values}}}""");

        Finding finding = flow.Single(FlowDiagnostics.FirstLastNeedsOrder);
        Assert.Equal("\"id\"", Pointed(flow, finding));
        Assert.Contains($"takes the {what} value of column 'id'", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Recipe("window", $$"""{"windows": [{"enableOrdering": true, "orders": [{"column": "name"}]}], "values": {{values}}}""").Check().Findings);
    }

    private static void IsIndex(TestFlow flow, string pointed, string fact)
    {
        Finding finding = flow.Single(FlowDiagnostics.IndexOutOfRange);
        Assert.Equal(pointed, Pointed(flow, finding));
        Assert.Contains(fact, finding.Message, StringComparison.Ordinal);
    }

    private static TestFlow Prepare(string settings, string columns) => new TestFlow().Dataset("A", columns).Dataset("OUT", "")
        .Recipe("r", "shaker", "A", "OUT", $$"""{"steps": [{"type": "CreateColumnWithGREL", "params": {{settings}}}]}""");

    private static TestFlow Recipe(string type, string payload) => new TestFlow().Dataset("A", "id bigint, name string").Dataset("OUT", "").Recipe("r", type, "A", "OUT", payload);

    private static string Pointed(TestFlow flow, FlowDiagnostic rule) => Pointed(flow, flow.Single(rule));

    private static string Pointed(TestFlow flow, Finding finding)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(flow.ToText());
        return System.Text.Encoding.UTF8.GetString(text, finding.Span.Start, finding.Span.End - finding.Span.Start);
    }
}
