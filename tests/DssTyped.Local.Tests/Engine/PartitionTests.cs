using DssTyped.Flow.Json;

namespace DssTyped.Local.Tests.Engine;

/// <summary>Builds of single partitions through several recipes.</summary>
public sealed class PartitionTests
{
    private const string ByDay = """{"partitioning":{"dimensions":[{"name":"day","type":"value"}]}}""";

    private static TestFlow Flow() => new TestFlow().Dataset("src", "id:int day:string").Dataset("days", "id:int", ByDay).Dataset("kept", "id:int", ByDay).Dataset("end", "id:int", ByDay).Dataset("all", "id:int")
        .File("src.csv", "id,day\n1,mon\n2,tue\n3,mon\n")
        .Recipe("divide", "sync", "src", "days", JsonValue.Object(), """{"redispatchPartitioning":true}""")
        .Recipe("keep", "sampling", "days", "kept", JsonReader.Read("""{"enabled":true,"uiData":{"mode":"CUSTOM"},"expression":"id < 3"}""").Root!)
        .Recipe("finish", "sync", "kept", "end", JsonValue.Object()).Recipe("gather", "sync", "kept", "all", JsonValue.Object());

    private static async Task<JobResult> BuildAsync(LocalEngine engine, string dataset, string? partition, BuildMode mode = BuildMode.RecursiveForced) =>
        await (await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, dataset, partition)], mode))).WaitAsync();

    [Fact]
    public async Task A_recursive_build_of_a_partition_builds_those_of_its_inputs_and_no_other()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();

        JobResult mon = await BuildAsync(engine, "end", "mon", BuildMode.Recursive);
        JobResult again = await BuildAsync(engine, "end", "mon", BuildMode.Recursive);

        Assert.True(mon.Succeeded, string.Join("; ", mon.Failures.Select(failure => failure.FirstFailure)));
        Assert.All(again.Activities, activity => Assert.Equal("up to date", activity.Reason));
        Assert.Equal(["mon", "tue"], await engine.ListPartitionsAsync("days"));
        Assert.Equal(["mon"], await engine.ListPartitionsAsync("kept"));
        Assert.Equal(["mon"], await engine.ListPartitionsAsync("end"));
        Assert.Equal(["1"], await engine.RowsAsync("end"));

        JobResult tue = await BuildAsync(engine, "end", "tue", BuildMode.Recursive);
        Assert.Equal(["keep", "finish"], tue.Activities.Where(activity => activity.Rows is not null).Select(activity => activity.Recipe));
        Assert.Equal(["1", "2"], await engine.RowsAsync("end"));
    }

    [Fact]
    public async Task A_partition_whose_input_was_built_as_a_whole_fails_and_says_so()
    {
        await using TestFlow flow = Flow();
        flow.Dataset("whole", "id:int day:string", ByDay).Dataset("part", "id:int day:string", ByDay).File("whole.csv", "id,day\n1,mon\n").Recipe("cut", "sync", "whole", "part", JsonValue.Object());

        JobResult result = await BuildAsync(flow.Open(), "part", "mon");

        Assert.Contains("Input 'whole' was read or built as a whole, so partition 'mon' can't be built from its part of it.", result.Failures.Single().FirstFailure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_that_is_needed_as_a_whole_too_is_built_as_a_whole()
    {
        await using TestFlow flow = Flow();
        LocalEngine engine = flow.Open();

        BuildPlan plan = await engine.ExplainAsync(new JobRequest([new(FlowObjectType.Dataset, "end", "mon"), new(FlowObjectType.Dataset, "all")], BuildMode.RecursiveForced));

        Assert.Equal(["divide", "finish", "gather", "keep"], plan.Steps.Select(step => step.Recipe).Order(StringComparer.Ordinal));
        JobResult result = await (await engine.StartJobAsync(new JobRequest([new(FlowObjectType.Dataset, "all")], BuildMode.RecursiveForced))).WaitAsync();
        Assert.Equal(JobState.Done, result.State);
        Assert.Equal(["1", "2"], await engine.RowsAsync("all"));
    }
}
