using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

public sealed class UpdateAndChanceTests
{
    [Fact]
    public async Task An_upsert_starts_from_nothing_and_then_edits_what_it_wrote()
    {
        await using TestFlow flow = Flow("""{"uniqueKey":["id"]}""").File("IN.csv", "id,name\n1,Bob\n2,Alice\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("OUT");
        Assert.Equal(["1|Bob", "2|Alice"], await engine.RowsAsync("OUT"));

        flow.File("IN.csv", "id,name\n3,Zoe\n2,Alicia\n");
        await engine.BuiltAsync("OUT");
        Assert.Equal(["1|Bob", "2|Alicia", "3|Zoe"], await engine.RowsAsync("OUT"));
        Assert.Equal(BuildPlanAction.Keep, Assert.Single((await engine.ExplainAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "OUT")], BuildMode.Recursive))).Steps).Action);
    }

    [Fact]
    public async Task The_settings_say_whether_rows_are_added_and_deleted()
    {
        await using TestFlow flow = Flow("""{"uniqueKey":["id"],"addMissingRows":false,"deleteMissingRows":true}""", "update").File("IN.csv", "id,name\n2,Alicia\n3,Zoe\n").File("OUT.csv", "id,name\n1,Bob\n2,Alice\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("OUT");
        Assert.Equal(["2|Alicia"], await engine.RowsAsync("OUT"));
    }

    [Fact]
    public async Task A_key_that_occurs_twice_fails_and_leaves_the_output_as_it_was()
    {
        await using TestFlow flow = Flow("""{"uniqueKey":["id"]}""").File("IN.csv", "id,name\n1,Bob\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("OUT");
        flow.File("IN.csv", "id,name\n1,Bob\n1,Rob\n");
        JobResult result = await engine.BuildAsync("OUT");
        Assert.Contains("id = '1'", Assert.Single(result.Failures).FirstFailure);
        Assert.Equal(["1|Bob"], await engine.RowsAsync("OUT"));
    }

    [Fact]
    public async Task Rows_that_DSS_drew_by_chance_are_taken_from_its_export()
    {
        await using TestFlow flow = new TestFlow().Dataset("IN", "id:bigint").Dataset("SOME", "id:bigint").Dataset("REST", "id:bigint").File("IN.csv", "id\n1\n2\n3\n")
            .Recipe("draw", "split", "IN", "SOME REST", JsonReader.Read("""{"mode":"RANDOM","defaultOutputIndex":1,"randomSplits":[{"share":50,"outputIndex":0}]}""").Root!)
            .File("fs_datasets_data/SOME/out-s0.csv", "3\n").File("fs_datasets_data/REST/out-s0.csv", "1\n2\n");
        LocalEngine engine = flow.Open();
        BuildPlanStep step = Assert.Single((await engine.ExplainAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, "SOME")], BuildMode.Recursive))).Steps);
        Assert.Equal(BuildPlanAction.Pinned, step.Action);
        Assert.Contains("drew by chance", step.Reason, StringComparison.Ordinal);
        await engine.BuiltAsync("SOME REST");
        Assert.Equal(["3"], await engine.RowsAsync("SOME"));
    }

    private static TestFlow Flow(string payload, string type = "upsert") => new TestFlow().Dataset("IN", "id:bigint name:string").Dataset("OUT", "id:bigint name:string").Recipe("edit", type, "IN", "OUT", JsonReader.Read(payload).Root!);
}
