namespace DssTyped.Tests.Jobs;

public sealed class BuildFailedExceptionTests
{
    [Fact]
    public void The_message_tells_recipe_cause_and_the_end_of_its_log()
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        var exception = new DssBuildFailedException(new JobResult("Build_X", JobState.Failed)
        {
            Activities =
            [
                new ActivityResult("2", "join_B", "join", JobState.Failed) { FirstFailure = "second", Ended = now.AddSeconds(2) },
                new ActivityResult("1", "group_A", "grouping", JobState.Failed) { FirstFailure = "first", Ended = now.AddSeconds(1), LogTail = ["line 1", "line 2"] },
            ],
        });

        Assert.StartsWith("Job Build_X failed at recipe 'group_A' (grouping): first (1 more failed)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("second", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_aborted_job_is_said_to_be_aborted() =>
        Assert.Equal("Job J was aborted.", new DssBuildFailedException(new JobResult("J", JobState.Aborted)).Message);
}
