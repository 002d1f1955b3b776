using DssTyped.Flow.Checks;
using DssTyped.Flow.Diagnostics;

namespace DssTyped.Tests.Checks;

public sealed class FlowCheckTests
{
    [Fact]
    public void A_sound_flow_has_no_findings() => Assert.Empty(
        new TestFlow().Dataset("A").Dataset("B").Recipe("copy", "sync", "A", "B").Check().Findings);

    [Fact]
    public void A_missing_input_is_an_error_at_its_reference_and_the_nearest_name_is_offered()
    {
        TestFlow flow = new TestFlow().Dataset("LAB_RESULTS").Dataset("B").Recipe("copy", "sync", "LAB_RESULT", "B");

        Finding finding = flow.Single(FlowDiagnostics.DanglingInput);

        Assert.Equal("\"LAB_RESULT\"", flow.Pointed(finding));
        Assert.Equal(FlowSeverity.Error, finding.Rule.Severity);
        Assert.Contains("Recipe 'copy' reads 'LAB_RESULT', but the project has no such object. Did you mean 'LAB_RESULTS'?", finding.Message);
    }

    [Theory]
    [InlineData("OTHER.A")]
    [InlineData("P.A")]
    public void A_reference_with_a_project_key_is_not_dangling(string reference) => Assert.DoesNotContain(
        new TestFlow().Dataset("A").Dataset("B").Recipe("copy", "sync", reference, "B").Check().Findings, finding => finding.Rule == FlowDiagnostics.DanglingInput);

    [Fact]
    public void A_missing_object_that_a_recipe_writes_is_told_where_it_is_written_and_where_it_is_read()
    {
        TestFlow flow = new TestFlow().Dataset("A").Dataset("B").Recipe("one", "sync", "A", "GONE").Recipe("two", "sync", "GONE", "B");

        Assert.Equal("one", flow.Single(FlowDiagnostics.DanglingOutput).Subject);
        Assert.Equal("two", flow.Single(FlowDiagnostics.DanglingInput).Subject);
    }

    // A model that the export left out is read in whatever role code likes.
    [Fact]
    public void A_model_that_was_not_exported_is_told_once_where_it_is_trained()
    {
        TestFlow flow = new TestFlow().Dataset("A").Dataset("B").Recipe("train", "prediction_training", "A", "a1b2c3d4").Recipe("use", "python", "a1b2c3d4 A", "B");

        Assert.Equal("train", flow.Single(FlowDiagnostics.NotExported).Subject);
        Assert.False(flow.Check().HasErrors);
    }

    [Fact]
    public void A_cycle_is_named_in_full()
    {
        TestFlow flow = new TestFlow().Dataset("A").Dataset("B").Dataset("C").Recipe("r1", "sync", "A", "B").Recipe("r2", "sync", "B", "C").Recipe("r3", "sync", "C", "A");

        Finding finding = flow.Single(FlowDiagnostics.Cycle);

        Assert.Contains("r1 -> B -> r2 -> C -> r3 -> A -> r1", finding.Message);
        Assert.Equal("\"r1\"", flow.Pointed(finding));
    }

    [Fact]
    public void Two_recipes_that_write_one_dataset_are_both_named()
    {
        Finding finding = new TestFlow().Dataset("A").Dataset("B").Recipe("x", "sync", "A", "B").Recipe("y", "python", "A", "B").Single(FlowDiagnostics.TwoProducers);

        Assert.Contains("'B' is written by recipe 'x' and recipe 'y'", finding.Message);
    }

    [Fact]
    public void Recipes_that_can_never_run_and_types_nobody_knows_are_told()
    {
        TestFlow flow = new TestFlow().Dataset("A").Dataset("W", more: """{"flowOptions": {"rebuildBehavior": "WRITE_PROTECT"}}""")
            .Recipe("idle", "python", "A", "").Recipe("new", "quantum", "A", "W");

        Assert.Equal("idle", flow.Single(FlowDiagnostics.NoOutputs).Subject);
        Assert.Equal("\"quantum\"", flow.Pointed(flow.Single(FlowDiagnostics.UnknownRecipeType)));
        Assert.Contains("'W'", flow.Single(FlowDiagnostics.WriteProtected).Message);
    }

    [Theory]
    [InlineData("""{"out": "B", "odim": "day", "idim": "dya", "func": "equals"}""", "'A'", "'dya'")]
    [InlineData("""{"out": "B", "odim": "month", "idim": "day", "func": "equals"}""", "'B'", "'month'")]
    public void A_partition_dependency_on_a_missing_dimension_is_an_error(string dependency, string dataset, string dimension)
    {
        const string byDay = """{"partitioning": {"dimensions": [{"name": "day", "type": "time", "params": {"period": "DAY"}}]}}""";
        TestFlow flow = new TestFlow().Dataset("A", more: byDay).Dataset("B", more: byDay)
            .Recipe("copy", "sync", "", "B", more: $$"""{"inputs": {"main": {"items": [{"ref": "A", "deps": [{{dependency}}]}] } } }""");

        Finding finding = flow.Single(FlowDiagnostics.PartitionDependency);

        Assert.Contains($"on {dataset} names dimension {dimension}", finding.Message);
    }

    [Theory]
    [InlineData("A OTHER.PRICES", true)]
    [InlineData("A", false)]
    public void A_step_may_name_a_foreign_input_without_its_project(string inputs, bool isInput) => Assert.Equal(isInput, new TestFlow().Dataset("A").Dataset("B", "").Recipe("r", "shaker", inputs, "B",
        """{"steps": [{"type": "MemoryEquiJoiner", "params": {"leftCol": "id", "rightInput": "PRICES", "rightCol": "id", "copyColumns": []}}]}""").Check().Findings.All(finding => finding.Rule != FlowDiagnostics.DatasetNotAnInput));

    [Fact]
    public void A_dataset_whose_folder_is_gone_is_told() => Assert.Contains("'abcdefgh'",
        new TestFlow().Dataset("A", more: """{"type": "FilesInFolder", "params": {"folderSmartId": "abcdefgh"}}""").Single(FlowDiagnostics.DanglingFolder).Message);

    [Fact]
    public void A_model_that_was_not_exported_is_only_a_note()
    {
        TestFlow flow = new TestFlow().Dataset("A").Recipe("train", "prediction_training", "A", "a1b2c3d4");

        Assert.Equal(FlowSeverity.Info, flow.Single(FlowDiagnostics.NotExported).Rule.Severity);
        Assert.False(flow.Check().HasErrors);
    }

    [Fact]
    public void A_stale_schema_is_told_column_by_column()
    {
        TestFlow flow = new TestFlow().Dataset("A", "id bigint, name string, value double").Dataset("B", "id int, value double, old string").Recipe("copy", "sync", "A", "B");

        Finding finding = flow.Single(FlowDiagnostics.StaleSchema);

        Assert.Contains("'name' is not stored; 'old' is stored, but no longer written; 'id' is stored as int, but is now bigint.", finding.Message);
        Assert.Equal("\"B\"", flow.Pointed(finding));
    }

    [Fact]
    public void Many_differences_are_told_by_kind_and_an_order_by_its_first_place()
    {
        string many = string.Join(", ", Enumerable.Range(1, 20).Select(number => $"c{number} int"));
        Assert.Contains("now writes: 'c1', 'c2', 'c3' and 17 more are not stored; 'old' are stored, but no longer written. Run",
            new TestFlow().Dataset("A", many).Dataset("B", "old int").Recipe("copy", "sync", "A", "B").Single(FlowDiagnostics.StaleSchema).Message);
        Assert.Contains("now writes: the same columns now stand in another order, from place 2 on: 'b' instead of 'c'. Run",
            new TestFlow().Dataset("A", "a int, b int, c int").Dataset("B", "a int, c int, b int").Recipe("copy", "sync", "A", "B").Single(FlowDiagnostics.StaleSchema).Message);
    }

    [Theory]
    [InlineData("id bigint, value double", SchemaStatus.Equal)]
    [InlineData("id int, value double", SchemaStatus.TypesDiffer)]
    [InlineData("value double, id bigint", SchemaStatus.OrderDiffers)]
    [InlineData("id bigint", SchemaStatus.NamesDiffer)]
    [InlineData("", SchemaStatus.Unknown)]
    public void Each_output_is_compared_with_what_is_stored(string stored, SchemaStatus status) => Assert.Equal(status,
        Assert.Single(new TestFlow().Dataset("A", "id bigint, value double").Dataset("B", stored).Recipe("copy", "sync", "A", "B").Check().Outputs).Status);

    [Fact]
    public void What_code_writes_is_not_known()
    {
        FlowCheckResult result = new TestFlow().Dataset("A").Dataset("B", "x string").Recipe("code", "python", "A", "B", "\"print()\"").Check();

        Assert.Equal(SchemaStatus.Unknown, Assert.Single(result.Outputs).Status);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void A_thousand_recipes_deep_is_no_problem()
    {
        var flow = new TestFlow().Dataset("D0");
        for (int i = 1; i <= 3000; i++)
            flow.Dataset($"D{i}").Recipe($"r{i}", "sync", $"D{i - 1}", $"D{i}");

        Assert.Empty(flow.Check().Findings);
    }
}
