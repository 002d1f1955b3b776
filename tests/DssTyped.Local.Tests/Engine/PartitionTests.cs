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
    public async Task A_partition_whose_input_was_built_as_a_whole_is_refused_before_anything_runs()
    {
        await using TestFlow flow = Flow();
        flow.Dataset("whole", "id:int day:string", ByDay).Dataset("part", "id:int day:string", ByDay).File("whole.csv", "id,day\n1,mon\n").Recipe("cut", "sync", "whole", "part", JsonValue.Object());

        var refused = await Assert.ThrowsAsync<DssRefusedException>(() => BuildAsync(flow.Open(), "part", "mon"));

        Assert.Contains("Input 'whole' was read or built as a whole, so partition 'mon' can't be built from its part of it.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mon", "tue", "asks for both partition 'mon' and partition 'tue' of 'end'")]
    [InlineData(null, "tue", "asks for both the whole and partition 'tue' of 'end'")]
    [InlineData("mon,tue", null, "Partition 'mon,tue' of 'end' stands for several partitions")]
    [InlineData("mon/tue", null, "Partition 'mon/tue' of 'end' stands for several partitions")]
    [InlineData("CURRENT_DAY", null, "Partition 'CURRENT_DAY' of 'end' stands for several partitions, or for one that changes with time")]
    public async Task More_than_one_partition_of_a_dataset_is_refused_rather_than_built_in_part(string? first, string? second, string message)
    {
        await using TestFlow flow = Flow();
        JobOutput[] outputs = [.. new[] { first, second }.Take(second is null ? 1 : 2).Select(partition => new JobOutput(FlowObjectType.Dataset, "end", partition))];

        DssException exception = await Assert.ThrowsAsync<DssException>(() => flow.Open().StartJobAsync(new JobRequest(outputs, BuildMode.Recursive)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "mon", "partition 'mon' of 'all', which is not partitioned")]
    [InlineData("end", "mon|FR", "'end' can't have a partition 'mon|FR': its partitions are called day.")]
    [InlineData("timed", "2026-1-31|FR", "its partitions are called yyyy-MM-dd|country.")]
    [InlineData("timed", "2026-01-31|", "its partitions are called yyyy-MM-dd|country.")]
    public async Task A_partition_that_a_dataset_cannot_have_is_refused(string dataset, string partition, string message)
    {
        await using TestFlow flow = Flow();
        flow.Dataset("timed", "id:int", """{"partitioning":{"dimensions":[{"name":"day","type":"time","params":{"period":"DAY"}},{"name":"country","type":"value"}]}}""");

        DssException exception = await Assert.ThrowsAsync<DssException>(() => BuildAsync(flow.Open(), dataset, partition));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"func":"latest_available","idim":"day"}""", "2")]
    [InlineData("""{"func":"values","idim":"day","values":["mon"]}""", "1 3")]
    [InlineData("""{"func":"all_available"}""", "1 2 3")]
    [InlineData("""{"func":"time_range","idim":"day","odim":"day"}""", null, "Recipe 'gather' (sync) can't run here: Input 'days' depends on partitions by 'time_range', which is not known here.")]
    [InlineData("""{"func":"equals","idim":"day","odim":"day"}""", null, "by 'day', which is no dimension of the output")]
    [InlineData("""{"func":"values","idim":"month","values":["mon"]}""", null, "by 'month', which is no dimension of it")]
    [InlineData("""{"func":"values","idim":"day","values":["mon","sun"]}""", null, "needs partitions that input 'days' does not have: sun. It has mon, tue. Build those first.")]
    public async Task A_dataset_without_partitions_reads_those_that_its_recipe_depends_on(string dependency, string? rows, string? refusal = null)
    {
        await using TestFlow flow = Flow();
        flow.Recipe("gather", "sync", "days", "all", JsonValue.Object(), """{"inputs":{"main":{"items":[{"ref":"days","deps":[DEPENDENCY]}]}}}""".Replace("DEPENDENCY", dependency, StringComparison.Ordinal));
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("days");

        if (refusal is not null)
        {
            Assert.Contains(refusal, (await Assert.ThrowsAsync<DssRefusedException>(() => BuildAsync(engine, "all", null, BuildMode.Recursive))).Message, StringComparison.Ordinal);
            return;
        }

        await engine.BuiltAsync("all");
        Assert.Equal(rows!.Split(' '), (await engine.RowsAsync("all")).Order(StringComparer.Ordinal));
        Assert.All((await engine.BuiltAsync("all")).Activities, activity => Assert.Equal("up to date", activity.Reason));
    }

    [Fact]
    public async Task Outputs_that_are_partitioned_in_other_ways_have_no_partition_in_common()
    {
        await using TestFlow flow = Flow();
        flow.Forget().Dataset("src", "id:int day:string").Dataset("days", "id:int", ByDay).Dataset("end", "id:int", ByDay).Dataset("other", "id:int").Recipe("divide", "sync", "src", "days", JsonValue.Object(), """{"redispatchPartitioning":true}""").Recipe("both", "split", "days", "end other", JsonReader.Read("""{"mode":"FILTERS","filterSplits":[]}""").Root!);
        LocalEngine engine = flow.Open();
        await engine.BuiltAsync("days");

        var refused = await Assert.ThrowsAsync<DssRefusedException>(() => BuildAsync(engine, "end", "mon", BuildMode.NonRecursiveForced));

        Assert.Contains("outputs 'end' and 'other' are not partitioned alike", refused.Message, StringComparison.Ordinal);
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
