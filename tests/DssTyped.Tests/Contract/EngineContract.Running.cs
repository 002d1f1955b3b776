using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

/// <summary>Jobs in mid-run: what others see of them, and how they are stopped.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Cancelling_a_build_in_mid_run_aborts_its_job_and_keeps_the_earlier_rows()
    {
        var held = new HeldRecipe(freeRuns: 1);
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync(held);
        await using var _ = engine;
        Built<CityReport> report = await flow.Datasets.CityReport.BuildAsync(BuildMode.Recursive);
        await flow.Recipes.ComputeScored.RunAsync(report);
        using var cancellation = new CancellationTokenSource();
        string? id = null;
        Task<Built<Scored>> build = flow.Recipes.ComputeScored.RunAsync(report, new RunOptions { JobStarted = started => id = started }, cancellation.Token);
        await held.Started;

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build.WaitAsync(HeldRecipe.Patience));
        Assert.False(await held.Ended);
        Assert.Equal(JobState.Aborted, (await (await engine.AttachJobAsync(id!))!.WaitAsync()).State);
        Assert.Equal(["Bergen|0.25"], await RowsOf(flow.Datasets.Scored, "city", "risk"));
    }

    [Fact]
    public async Task A_job_is_aborted_by_its_id_and_whoever_waits_for_it_is_told()
    {
        var held = new HeldRecipe();
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync(held);
        await using var _ = engine;
        var id = new TaskCompletionSource<string>();
        Task<Built<Scored>> build = flow.Datasets.Scored.BuildAsync(BuildMode.RecursiveForced, new RunOptions { JobStarted = id.SetResult });
        await held.Started;

        IFlowJob job = (await engine.AttachJobAsync(await id.Task))!;
        await job.AbortAsync();

        DssBuildFailedException exception = await Assert.ThrowsAsync<DssBuildFailedException>(() => build.WaitAsync(HeldRecipe.Patience));
        Assert.Equal((JobState.Aborted, job.Id), (exception.Result.State, exception.Result.Id));
        Assert.Equal(
            [("filter_VISITS_VALID", JobState.Done), ("group_COST_BY_CITY", JobState.Done), ("join_CITY_REPORT", JobState.Done), ("compute_SCORED", JobState.Aborted)],
            exception.Result.Activities.Select(activity => (activity.Recipe, activity.State)));
        Assert.True((await flow.Datasets.CityReport.GetStateAsync())!.IsBuilt);
        Assert.False((await flow.Datasets.Scored.GetStateAsync())!.IsBuilt);
        Assert.False(await held.Ended);
    }

    [Fact]
    public async Task A_running_job_is_seen_by_others_and_ends_as_it_would_have()
    {
        var held = new HeldRecipe();
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync(held);
        await using var _ = engine;
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(flow.Datasets.Scored)], BuildMode.RecursiveForced));
        await held.Started;

        IFlowJob seen = (await engine.AttachJobAsync(job.Id))!;
        JobResult midway = await seen.GetStatusAsync();
        ActivityResult running = midway.Activities.Single(activity => activity.State == JobState.Running);
        await seen.GetLogAsync(running.Id);
        Task<List<BuildEvent>> events = EventsOf(seen);
        held.LetGo();
        JobResult ended = await seen.WaitAsync().WaitAsync(HeldRecipe.Patience);

        Assert.Equal((JobState.Running, "compute_SCORED", (DateTimeOffset?)null), (midway.State, running.Recipe, midway.Ended));
        Assert.Equal((JobState.Done, job.Id), (ended.State, ended.Id));
        Assert.NotNull(ended.Ended);
        Assert.Equal(BuildEventKind.JobStarted, (await events)[0].Kind);
        Assert.Contains(await events, item => item.Kind == BuildEventKind.ActivityEnded && item.Activity!.Recipe == "filter_VISITS_VALID");
        Assert.Equal((BuildEventKind.JobEnded, JobState.Done), ((await events)[^1].Kind, (await events)[^1].JobState));
        Assert.Equal(["Oslo|0.5"], await RowsOf(flow.Datasets.Scored, "city", "risk"));

        static async Task<List<BuildEvent>> EventsOf(IFlowJob job)
        {
            var events = new List<BuildEvent>();
            await foreach (BuildEvent item in job.EventsAsync())
                events.Add(item);
            return events;
        }
    }

    [Fact]
    public async Task Giving_up_a_wait_leaves_the_job_alone()
    {
        var held = new HeldRecipe();
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync(held);
        await using var _ = engine;
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(flow.Datasets.Scored)], BuildMode.RecursiveForced));
        await held.Started;
        var log = new EventLog();

        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.WaitAsync(cancellationToken: soon.Token));
        JobState state = (await job.GetStatusAsync()).State;
        held.LetGo();
        JobResult ended = await job.WaitAsync(log).WaitAsync(HeldRecipe.Patience);

        Assert.Equal((JobState.Running, JobState.Done), (state, ended.State));
        Assert.True(await held.Ended);

        // Whoever waits late is told from the beginning.
        Assert.Equal("JobStarted", log.Lines[0]);
        Assert.Equal(["ActivityStarted compute_SCORED", "ActivityEnded compute_SCORED", "JobEnded"], log.Lines.Where(line => line.EndsWith("compute_SCORED", StringComparison.Ordinal) || line == "JobEnded"));
    }

    [Fact]
    public async Task Aborting_one_job_leaves_the_other_alone()
    {
        var held = new HeldRecipe();
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync(held);
        await using var _ = engine;
        await flow.Datasets.CityReport.BuildAsync(BuildMode.Recursive);
        IFlowJob one = await engine.StartJobAsync(new JobRequest([new JobOutput(flow.Datasets.Scored)], BuildMode.NonRecursiveForced));
        await held.Started;

        JobResult other = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.VisitsByPatient).RunAsync();
        await one.AbortAsync();

        Assert.Equal((JobState.Done, JobState.Aborted), (other.State, (await one.WaitAsync()).State));
        Assert.NotEqual(one.Id, other.Id);
        Assert.True((await flow.Datasets.VisitsByPatient.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task Where_one_branch_fails_the_others_end_and_the_job_has_failed()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await WriteHugeCountersAsync(flow);
        var log = new EventLog();

        JobResult job = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.CountersSorted).WithOutput(flow.Datasets.VisitsByPatient)
            .RunAsync(new RunOptions { NoFail = true, Progress = log });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(
            [("filter_VISITS_VALID", JobState.Done), ("group_COUNTERS_SUM", JobState.Failed), ("group_VISITS_BY_PATIENT", JobState.Done), ("sort_COUNTERS", JobState.Aborted), ("sync_COUNTERS", JobState.Done)],
            job.Activities.Select(activity => (activity.Recipe, activity.State)).OrderBy(activity => activity.Recipe, StringComparer.Ordinal));
        Assert.Equal(["group_COUNTERS_SUM"], job.Failures.Select(activity => activity.Recipe));
        Assert.Contains("ActivityEnded group_VISITS_BY_PATIENT", log.Lines);
        Assert.Equal("JobEnded", log.Lines[^1]);
        Assert.Equal(4, await flow.Datasets.VisitsByPatient.CountRowsAsync());
    }

    [Fact]
    public async Task A_partition_that_the_input_lacks_is_refused_by_name_and_leaves_the_others_alone()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.VisitsDivided.BuildAsync(BuildMode.Recursive);
        await flow.Datasets.VisitsDividedCheap.BuildAsync(options: new RunOptions { Partition = "P1" });

        DssException exception = await Assert.ThrowsAnyAsync<DssException>(() => flow.Datasets.VisitsDividedCheap.BuildAsync(options: new RunOptions { Partition = "P9" }));

        // No job starts, whichever engine says so.
        Assert.Contains("needs partitions that input 'VISITS_DIVIDED' does not have: P9", exception.Message, StringComparison.Ordinal);
        Assert.IsNotType<DssBuildFailedException>(exception);
        Assert.Equal(["P1"], await flow.Datasets.VisitsDividedCheap.ListPartitionsAsync());
    }
}
