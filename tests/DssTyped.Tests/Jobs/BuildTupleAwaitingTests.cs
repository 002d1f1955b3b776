namespace DssTyped.Tests.Jobs;

public sealed class BuildTupleAwaitingTests
{
    [Fact]
    public async Task A_failure_that_is_no_failed_build_comes_through_as_it_is()
    {
        Task<string> broken = Task.FromException<string>(new InvalidOperationException("broken"));

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (Task.FromResult("fine"), broken));

        Assert.Equal("broken", exception.Message);
    }

    [Fact]
    public async Task The_others_have_ended_when_a_failed_build_is_reported()
    {
        var slow = new TaskCompletionSource<string>();
        var failed = new DssBuildFailedException(new JobResult("J1", JobState.Failed)
        {
            Activities = [new ActivityResult("A1", "group_X", "grouping", JobState.Failed) { FirstFailure = "no such column" }],
        });

        async Task<(string, string)> Both() => await (slow.Task, Task.FromException<string>(failed));
        Task<(string, string)> both = Both();
        Assert.False(both.IsCompleted);
        slow.SetResult("ended");

        DssParallelBuildException exception = await Assert.ThrowsAsync<DssParallelBuildException>(() => both);
        Assert.Equal([null, failed], exception.Outcomes);
        Assert.Contains("group_X", exception.Message, StringComparison.Ordinal);
        Assert.Contains("1 of 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eight_builds_keep_their_order()
    {
        static Task<int> N(int value) => Task.FromResult(value);

        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8), await (N(1), N(2), N(3), N(4), N(5), N(6), N(7), N(8)));
    }
}
