using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Snapshots;
using DssTyped.Tests.Checks;

namespace DssTyped.Tests.Lineage;

public sealed class ColumnLineageTests
{
    private static readonly TestFlow Clinical = new TestFlow()
        .Dataset("LAB", "patient string, value double").Dataset("LAB_AGG", "patient string, value_avg double, count bigint").Dataset("NOTES", "patient string, text string")
        .Dataset("ML", "patient string, value_avg double, text string").Dataset("SCORED", "patient string, score double")
        .Recipe("group", "grouping", "LAB", "LAB_AGG", """{"keys": [{"column": "patient"}], "values": [{"column": "value", "avg": true}], "globalCount": true}""")
        .Recipe("join", "join", "LAB_AGG NOTES", "ML", """
            {"virtualInputs": [{"index": 0}, {"index": 1}], "joins": [{"table1": 0, "table2": 1, "type": "LEFT", "on": [{"type": "EQ", "column1": {"name": "patient", "table": 0}, "column2": {"name": "patient", "table": 1}}]}],
             "selectedColumns": [{"table": 0, "name": "patient"}, {"table": 0, "name": "value_avg"}, {"table": 1, "name": "text"}]}
            """)
        .Recipe("score", "python", "ML", "SCORED", "\"print()\"");

    [Fact]
    public void A_column_is_traced_back_to_its_sources()
    {
        LineageTrace trace = Of(Clinical).Upstream(new LineageColumn("ML", "value_avg"));

        Assert.Equal(["LAB_AGG.value_avg exact 1", "LAB.value derived 2"], Describe(trace));
        Assert.Equal(["join", "group"], trace.Edges.Select(edge => edge.Recipe));
    }

    [Fact]
    public void A_count_depends_on_no_column() => Assert.Empty(Of(Clinical).Upstream(new LineageColumn("LAB_AGG", "count")).Edges);

    [Fact]
    public void Code_is_traced_by_name_and_else_as_a_whole()
    {
        ColumnLineage lineage = Of(Clinical);

        Assert.Equal(["ML.patient by name 1", "LAB_AGG.patient by name 2", "LAB.patient by name 3"], Describe(lineage.Upstream(new LineageColumn("SCORED", "patient"))));
        Assert.Equal("ML.* unknown 1", Describe(lineage.Upstream(new LineageColumn("SCORED", "score")))[0]);
    }

    [Fact]
    public void Everything_that_depends_on_a_column_is_found_with_its_certainty() => Assert.Equal(
        ["LAB_AGG.value_avg derived 1", "ML.value_avg derived 2", "SCORED.* unknown 3"],
        Describe(Of(Clinical).Downstream(new LineageColumn("LAB", "value"))));

    [Fact]
    public void A_cycle_is_followed_once()
    {
        var flow = new TestFlow().Dataset("A").Dataset("B").Recipe("r1", "sync", "A", "B").Recipe("r2", "sync", "B", "A");

        Assert.Equal(["B.id exact 1"], Describe(Of(flow).Upstream(new LineageColumn("A", "id"))));
        Assert.Equal(2, Of(flow).Downstream(new LineageColumn("A", "id")).Edges.Count);
    }

    [Fact]
    public void Thousands_of_recipes_in_a_row_are_followed_to_the_end()
    {
        var flow = new TestFlow().Dataset("D0");
        for (int i = 1; i <= 3000; i++)
            flow.Dataset($"D{i}").Recipe($"r{i}", "sync", $"D{i - 1}", $"D{i}");

        LineageTrace trace = Of(flow).Upstream(new LineageColumn("D3000", "id"));

        Assert.Equal(new TracedColumn(new LineageColumn("D0", "id"), LineageCertainty.Exact, 3000), trace.Columns[^1]);
    }

    [Fact]
    public void Upstream_and_downstream_are_the_same_relation()
    {
        Snapshot snapshot = Clinical.Snapshot;
        ColumnLineage lineage = Of(Clinical);
        LineageColumn[] columns = [.. snapshot.Datasets.SelectMany(dataset => dataset.Schema.Select(column => new LineageColumn(dataset.Id, column.Name)))];

        foreach (LineageColumn column in columns)
        {
            foreach (TracedColumn source in lineage.Upstream(column).Columns.Where(source => source.Certainty <= LineageCertainty.ByName))
                Assert.Contains(lineage.Downstream(source.Column).Columns, found => found.Column == column && found.Certainty == source.Certainty);
        }
    }

    private static ColumnLineage Of(TestFlow flow) => new(new FlowInference(new FlowGraph(flow.Snapshot)));

    private static string[] Describe(LineageTrace trace) => [.. trace.Columns.Select(found => $"{found.Column} {found.Certainty.InWords()} {found.Distance}")];
}
