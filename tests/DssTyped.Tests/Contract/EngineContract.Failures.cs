using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task A_failure_in_mid_pipeline_names_the_recipe_and_the_cause_and_withholds_what_follows()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await WriteHugeCountersAsync(flow);

        DssBuildFailedException exception = await Assert.ThrowsAsync<DssBuildFailedException>(() => flow.Datasets.CountersSorted.BuildAsync(BuildMode.RecursiveForced));

        ActivityResult failed = Assert.Single(exception.Result.Failures);
        Assert.Equal("group_COUNTERS_SUM", failed.Recipe);
        Assert.Contains("ticks", failed.FirstFailure, StringComparison.Ordinal);
        Assert.NotEmpty(failed.LogTail);
        Assert.Contains("group_COUNTERS_SUM", exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            [("sync_COUNTERS", JobState.Done), ("group_COUNTERS_SUM", JobState.Failed), ("sort_COUNTERS", JobState.Aborted)],
            exception.Result.Activities.Select(activity => (activity.Recipe, activity.State)));
        Assert.False((await flow.Datasets.CountersSum.GetStateAsync())!.IsBuilt);
        Assert.Equal(3, await flow.Datasets.CountersCopy.CountRowsAsync());
    }

    [Fact]
    public async Task NoFail_returns_the_failed_job()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await WriteHugeCountersAsync(flow);

        BuildOutcome<CountersSorted> outcome = await flow.Datasets.CountersSorted.BuildAsync(BuildMode.RecursiveForced).NoFail();
        JobResult job = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.CountersSorted).RunAsync(new RunOptions { NoFail = true });

        Assert.False(outcome.Succeeded);
        Assert.Equal(JobState.Failed, outcome.Failure!.State);
        Assert.Equal(JobState.Failed, job.State);
    }

    [Fact]
    public async Task One_failed_build_of_a_tuple_lets_the_others_end_and_tells_of_both()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await WriteHugeCountersAsync(flow);
        Built<CountersCopy> copy = await flow.Recipes.SyncCounters.RunAsync();

        DssParallelBuildException exception = await Assert.ThrowsAsync<DssParallelBuildException>(async () =>
            await (flow.Recipes.FilterVisitsValid.RunAsync(), flow.Recipes.GroupCountersSum.RunAsync(copy)));

        Assert.Null(exception.Outcomes[0]);
        Assert.IsType<DssBuildFailedException>(exception.Outcomes[1]);
        Assert.True((await flow.Datasets.VisitsValid.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task A_failed_rebuild_keeps_the_earlier_rows()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", 1), ("A", 2)));
        await flow.Datasets.CountersSum.BuildAsync(BuildMode.RecursiveForced);
        await WriteHugeCountersAsync(flow);

        await Assert.ThrowsAsync<DssBuildFailedException>(() => flow.Datasets.CountersSum.BuildAsync(BuildMode.RecursiveForced));

        Assert.Equal(["A|3"], await RowsOf(flow.Datasets.CountersSum, "site", "ticks_sum"));
    }

    [Fact]
    public async Task A_write_protected_dataset_is_not_built()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        // The compiler refuses this; the engine must refuse it too.
#pragma warning disable DSS3501
        DssException exception = await Assert.ThrowsAnyAsync<DssException>(() => flow.Datasets.VisitsArchive.BuildAsync());
#pragma warning restore DSS3501

        Assert.Contains("VISITS_ARCHIVE", exception.Message, StringComparison.Ordinal);
        Assert.False((await flow.Datasets.VisitsArchive.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task An_explicit_dataset_is_built_when_named_and_left_alone_by_recursive_builds()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.VisitsValid.BuildAsync();
        Built<VisitsFrozen> frozen = await flow.Datasets.VisitsFrozen.BuildAsync();

        JobResult job = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.VisitsFrozenCopy).RunAsync();

        Assert.Equal(5, await frozen.Dataset.CountRowsAsync());
        Assert.DoesNotContain(job.Activities, activity => activity.Recipe == "sync_VISITS_FROZEN" && activity.Started is not null);
        Assert.Equal(5, await flow.Datasets.VisitsFrozenCopy.CountRowsAsync());
    }

    [Fact]
    public async Task Verifying_asks_the_engine()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        DssNotBuiltException exception = await Assert.ThrowsAsync<DssNotBuiltException>(() => flow.Datasets.VisitsValid.VerifyBuiltAsync());
        await flow.Datasets.VisitsValid.BuildAsync();
        Built<VisitsValid> valid = await flow.Datasets.VisitsValid.VerifyBuiltAsync();
        await flow.Recipes.GroupCostByCity.RunAsync(valid);
        await flow.Datasets.VisitsValid.ClearAsync();

        Assert.Contains("VISITS_VALID", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DssNotBuiltException>(() => flow.Datasets.VisitsValid.VerifyBuiltAsync());
        Assert.True((await flow.Datasets.CostByCity.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task Progress_tells_of_every_recipe_in_order()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        var log = new EventLog();

        await flow.Datasets.CostByCity.BuildAsync(BuildMode.RecursiveForced, new RunOptions { Progress = log });

        Assert.Equal(
            ["JobStarted", "ActivityStarted filter_VISITS_VALID", "ActivityEnded filter_VISITS_VALID", "ActivityStarted group_COST_BY_CITY", "ActivityEnded group_COST_BY_CITY", "JobEnded"],
            log.Lines.Where(line => !line.StartsWith("ActivityProgress", StringComparison.Ordinal) && !line.StartsWith("ActivityWarning", StringComparison.Ordinal)));
    }

    private sealed class EventLog : IProgress<BuildEvent>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public void Report(BuildEvent value)
        {
            lock (_lines)
                _lines.Add($"{value.Kind} {value.Activity?.Recipe}".TrimEnd());
        }
    }
}
