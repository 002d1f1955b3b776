namespace DssTyped.Local.Tests.Engine;

public sealed class BuildTests
{
    private static TestFlow Chain() => new TestFlow()
        .Dataset("src", "id:int name:string value:double at:date ok:boolean")
        .Dataset("mid", "id:int name:string value:double at:date ok:boolean")
        .Dataset("out", "name:string total:double")
        .Sql("to_mid", "src", "mid", "SELECT * FROM {0} WHERE id > 1", "id:int name:string value:double at:date ok:boolean")
        .Sql("to_out", "mid", "out", "SELECT name, sum(value) FROM {0} GROUP BY name ORDER BY name NULLS FIRST", "name:string total:double")
        .File("src.csv", "id,name,value,at,ok\n1,a,1.5,2020-01-01,true\n2,b,2.5,2020-01-02T03:04:05.678Z,false\n3,b,1e7,,TRUE\n4,,x,,\n");

    [Fact]
    public async Task A_recursive_build_reads_sources_runs_recipes_and_gives_typed_rows()
    {
        await using TestFlow flow = Chain();
        LocalEngine engine = flow.Open();

        JobResult result = await engine.BuiltAsync("out");

        Assert.Equal(JobState.Done, result.State);
        Assert.Equal(["to_mid", "to_out"], result.Activities.Select(activity => activity.Recipe));
        Assert.Equal([3L, 2L], result.Activities.Select(activity => activity.Rows!.Value));
        Assert.Equal(["2|b|2.5|2020-01-02T03:04:05.678Z|false", "3|b|1.0E7|-|true", "4|-|-|-|-"], await engine.RowsAsync("mid"));
        Assert.Equal(["-|-", "b|1.00000025E7"], await engine.RowsAsync("out"));
    }

    [Fact]
    public async Task A_text_recipe_gets_rows_as_DSS_writes_them()
    {
        await using TestFlow flow = Chain().Dataset("copy", "id:int name:string value:double at:date ok:boolean text:string")
            .Recipe("to_copy", "test_text", "src", "copy", DssTyped.Flow.Json.JsonValue.Object());
        LocalEngine engine = flow.Open();

        await engine.BuiltAsync("copy");

        Assert.Equal(
            ["1|a|1.5|2020-01-01T00:00:00.000Z|true|1|a|1.5|2020-01-01T00:00:00.000Z|true", "2|b|2.5|2020-01-02T03:04:05.678Z|false|2|b|2.5|2020-01-02T03:04:05.678Z|false", "3|b|1.0E7|-|true|3|b|1.0E7|-|true", "4|-|-|-|-|4|-|-|-|-"],
            await engine.RowsAsync("copy"));
    }

    [Fact]
    public async Task A_second_recursive_build_keeps_what_is_up_to_date()
    {
        await using TestFlow flow = Chain();
        await flow.Open().BuiltAsync("out");

        JobResult again = await flow.Open().BuiltAsync("out");

        Assert.All(again.Activities, activity => Assert.Equal("up to date", activity.Reason));
        flow.File("src.csv", "id,name,value,at,ok\n5,z,1,,\n");
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("out");
        Assert.Equal(["z|1.0"], await engine.RowsAsync("out"));
    }

    [Fact]
    public async Task A_failure_withholds_what_follows_and_leaves_earlier_results()
    {
        await using TestFlow flow = Chain();
        await flow.Open().BuiltAsync("out");
        flow.Sql("to_mid", "src", "mid", "SELECT id, name, value, at, nonsense FROM {0}", "id:int name:string value:double at:date ok:boolean");
        LocalEngine engine = flow.Open();

        JobResult result = await engine.BuildAsync("out");

        Assert.Equal(JobState.Failed, result.State);
        Assert.Contains("nonsense", result.Failures.Single().FirstFailure, StringComparison.Ordinal);
        Assert.NotEmpty(result.Failures.Single().LogTail);
        Assert.Equal((JobState.Aborted, "not run because recipe 'to_mid' failed"), (result.Activities[1].State, result.Activities[1].Reason));
        Assert.Equal(3, (await engine.RowsAsync("mid")).Length);
    }
}
