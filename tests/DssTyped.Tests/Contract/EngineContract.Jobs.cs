using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task A_pipeline_runs_its_recipes_in_order_and_proves_each_output()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        PipelineResult built = await Pipeline.Of(flow.Recipes.FilterVisitsValid, flow.Recipes.GroupCostByCity).RunAsync();
        await flow.Recipes.JoinCityReport.RunAsync(built.Of(flow.Datasets.CostByCity));

        Assert.Equal(4, await flow.Datasets.CityReport.CountRowsAsync());
    }

    [Fact]
    public async Task A_plan_names_what_would_run_in_order_and_runs_nothing()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        BuildPlan plan = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.CityReport).ExplainAsync();
        BuildPlan one = await flow.NewJob().WithOutput(flow.Datasets.CityReport).ExplainAsync();

        Assert.Equal(["filter_VISITS_VALID", "group_COST_BY_CITY", "join_CITY_REPORT"], plan.Steps.Where(step => step.Action == BuildPlanAction.Run).Select(step => step.Recipe));
        Assert.Equal(["join_CITY_REPORT"], one.Steps.Where(step => step.Action == BuildPlanAction.Run).Select(step => step.Recipe));
        Assert.False((await flow.Datasets.VisitsValid.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task A_build_of_what_is_missing_leaves_what_was_built_alone_however_old()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", 1)));
        await flow.Datasets.CountersCopy.BuildAsync();
        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", 1), ("B", 2)));

        JobResult missing = await flow.NewJob(BuildMode.RecursiveMissingOnly).WithOutput(flow.Datasets.CountersSum).RunAsync();
        long kept = await flow.Datasets.CountersSum.CountRowsAsync();
        await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.CountersSum).RunAsync();

        Assert.Equal(["group_COUNTERS_SUM"], missing.Activities.Where(activity => activity.Started is not null).Select(activity => activity.Recipe));
        Assert.Equal((1, 2), (kept, await flow.Datasets.CountersSum.CountRowsAsync()));
    }

    [Fact]
    public async Task A_recursive_build_runs_again_what_hangs_on_changed_rows()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", 1)));
        await flow.Datasets.CountersSum.BuildAsync(BuildMode.Recursive);
        await flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", 1), ("A", 4)));

        await flow.Datasets.CountersSum.BuildAsync(BuildMode.Recursive);

        Assert.Equal(["A|5"], await RowsOf(flow.Datasets.CountersSum, "site", "ticks_sum"));
    }

    [Fact]
    public async Task A_job_tells_its_events_its_end_and_its_log_and_bears_an_abort_afterwards()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(flow.Datasets.VisitsValid)], BuildMode.NonRecursiveForced));

        var kinds = new List<BuildEventKind>();
        await foreach (BuildEvent told in job.EventsAsync())
        {
            Assert.Equal(job.Id, told.JobId);
            kinds.Add(told.Kind);
        }

        JobResult ended = await job.WaitAsync();
        await job.AbortAsync();

        Assert.Equal((BuildEventKind.JobStarted, BuildEventKind.JobEnded), (kinds[0], kinds[^1]));
        Assert.Equal(JobState.Done, ended.State);
        Assert.Equal(JobState.Done, (await job.GetStatusAsync()).State);
        ActivityResult activity = Assert.Single(ended.Activities);
        Assert.Equal(["VISITS_VALID"], activity.Outputs);
        Assert.NotEmpty(await job.GetLogAsync());
        Assert.NotEmpty(await job.GetLogAsync(activity.Id));
    }

    [Fact]
    public async Task A_build_that_is_cancelled_before_it_starts_builds_nothing()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flow.Datasets.VisitsValid.BuildAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.False((await flow.Datasets.VisitsValid.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task Partitions_are_built_listed_read_and_cleared_one_by_one()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        await flow.Datasets.VisitsDivided.BuildAsync(BuildMode.Recursive);

        await flow.Datasets.VisitsDividedCheap.BuildAsync(options: new RunOptions { Partition = "P1" });
        await flow.Datasets.VisitsDividedCheap.BuildAsync(options: new RunOptions { Partition = "P4" });

        Assert.Equal(["P1", "P2", "P4", "P5"], (await flow.Datasets.VisitsDivided.ListPartitionsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["P1", "P4"], (await flow.Datasets.VisitsDividedCheap.ListPartitionsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal([20.25, 60.5], await CostsAsync("P1"));
        Assert.Equal([15, 20.25, 60.5], await CostsAsync());
        Assert.True((await flow.Datasets.VisitsDividedCheap.GetStateAsync("P4"))!.IsBuilt);
        Assert.False((await flow.Datasets.VisitsDividedCheap.GetStateAsync("P2"))!.IsBuilt);
        Assert.Equal("P4", (await flow.Datasets.VisitsDividedCheap.VerifyBuiltAsync("P4")).Partition);

        await flow.Datasets.VisitsDividedCheap.ClearAsync("P1");

        Assert.Equal(["P4"], await flow.Datasets.VisitsDividedCheap.ListPartitionsAsync());
        Assert.Empty(await flow.Datasets.Visits.ListPartitionsAsync());

        async Task<double?[]> CostsAsync(params string[] partitions)
        {
            var costs = new List<double?>();
            await foreach (Row<VisitsDividedCheap> row in flow.Datasets.VisitsDividedCheap.ReadAsync(options: new ReadOptions { Partitions = partitions }))
                costs.Add(row[VisitsDividedCheap.Columns.Cost]);
            return [.. costs.Order()];
        }
    }

    [Fact]
    public async Task Cells_of_every_type_are_written_and_read_back()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        Measure[] measures =
        [
            new(sbyte.MaxValue, short.MaxValue, int.MaxValue, long.MaxValue, float.MaxValue, double.MaxValue, true, "a\t\"b\"\n,c\r\nd",
                new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero), new DateOnly(1, 1, 1), new DateTime(1900, 2, 28, 23, 59, 59, 500)),
            new(sbyte.MinValue, short.MinValue, int.MinValue, long.MinValue, 0.1f, -5e-324, false, "é 日本 😀 ", new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(2)), new DateOnly(9999, 12, 31), new DateTime(2026, 3, 29, 2, 30, 0)),
            new(null, null, null, null, null, null, null, "only this", null, null, null),
        ];

        await flow.Datasets.Measures.WriteAsync(measures.ToAsyncEnumerable());

        var read = new List<Measure>();
        await foreach (Measure measure in flow.Datasets.Measures.ReadAsync<Measure>())
            read.Add(measure);
        Assert.Equal(measures, read);
    }

    [Fact]
    public async Task Columns_come_in_the_order_that_was_asked_for()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        await using RowReader reader = await flow.Datasets.Visits.OpenReaderAsync(["visits", "city"]);

        Assert.True(await reader.ReadAsync());
        Assert.Equal(["visits", "city"], reader.Columns.Select(column => column.Name));
        Assert.Equal((2, "Oslo"), (reader.GetInt64(0), reader.GetString(1)));
    }

    [Fact]
    public async Task A_limit_beside_a_filter_counts_the_rows_that_pass()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        var patients = new List<string?>();
        await foreach (Row<Visits> row in flow.Datasets.Visits.ReadAsync(Visits.Columns.City.Is("Bergen"), options: new ReadOptions { Limit = 2 }))
            patients.Add(row[Visits.Columns.Patient]);

        Assert.Equal(["P1", "P3"], patients);
    }
}
