using DssTyped.Flow.Snapshots;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>What every engine must do below typed flows, by names alone; run on the embedded one and on the DSS one over a socket.</summary>
public abstract class EngineSeamContract
{
    [Fact]
    public async Task A_schema_is_that_of_the_flow_and_null_for_no_dataset()
    {
        await using EngineHarness harness = await StartAsync();
        DatasetSchema compiled = EngineHarness.CompiledSchema(EngineHarness.Snapshot.FindDataset("LAB_RESULTS")!);

        DatasetSchema? live = await harness.Engine.GetSchemaAsync("LAB_RESULTS");

        Assert.Equal(compiled.Columns, live!.Columns);
        Assert.Null(await harness.Engine.GetSchemaAsync("NO_SUCH_DATASET"));
    }

    [Fact]
    public async Task A_dataset_has_no_data_before_and_data_after_its_build()
    {
        await using EngineHarness harness = await StartAsync();
        Assert.False((await harness.Engine.GetDatasetStateAsync("LAB_RESULTS_AGG"))!.IsBuilt);
        Assert.True((await harness.Engine.GetDatasetStateAsync("LAB_RESULTS"))!.IsBuilt);
        Assert.Null(await harness.Engine.GetDatasetStateAsync("NO_SUCH_DATASET"));
        await Assert.ThrowsAsync<DssNotBuiltException>(() => harness.Engine.OpenReaderAsync(new ReadRequest("LAB_RESULTS_AGG")));

        await harness.BuildAsync("LAB_RESULTS_AGG");

        Assert.True((await harness.Engine.GetDatasetStateAsync("LAB_RESULTS_AGG"))!.IsBuilt);
        Assert.NotEmpty(await harness.RowsAsync(new ReadRequest("LAB_RESULTS_AGG")));
    }

    [Fact]
    public async Task A_recursive_build_runs_what_is_needed_and_reports_each_recipe()
    {
        await using EngineHarness harness = await StartAsync();
        var events = new List<BuildEvent>();
        IFlowJob job = await harness.Engine.StartJobAsync(EngineHarness.Request("ML_TRAINING_DATA"));

        JobResult result = await job.WaitAsync(new Synchronous(events.Add));

        Assert.Equal(JobState.Done, result.State);
        Assert.Equal(["group_CLINICAL_NOTES_AGG", "group_LAB_RESULTS_AGG", "join_ML_TRAINING_DATA"], result.Activities.Select(activity => activity.Recipe).Order(StringComparer.Ordinal));
        Assert.Contains(events, change => change.Kind == BuildEventKind.JobEnded && change.JobState == JobState.Done);
        Assert.Equal(3, events.Count(change => change.Kind == BuildEventKind.ActivityEnded));
    }

    [Fact]
    public async Task Columns_filters_and_limits_give_just_these_rows()
    {
        await using EngineHarness harness = await StartAsync();
        List<string> all = await harness.RowsAsync(new ReadRequest("LAB_RESULTS"));
        Assert.Equal(4200, all.Count);

        Assert.Equal(all.Take(7), await harness.RowsAsync(new ReadRequest("LAB_RESULTS") { Limit = 7 }));
        Assert.Equal(
            all.Select(row => row.Split('|')).Select(cells => $"{cells[4]}|{cells[1]}"),
            await harness.RowsAsync(new ReadRequest("LAB_RESULTS") { Columns = ["value", "patient_id"] }));
        FilterCondition abnormal = new FilterCondition.And(new FilterCondition.Compare("abnormal", FilterOperator.Equal, true), new FilterCondition.Compare("value", FilterOperator.Greater, 5.0));
        Assert.Equal(
            all.Select(row => row.Split('|')).Where(cells => cells[6] == "true" && cells[4] != "-" && double.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture) > 5).Select(cells => cells[0]),
            await harness.RowsAsync(new ReadRequest("LAB_RESULTS") { Columns = ["result_id"], Filter = abnormal }));
        Assert.Equal(3, (await harness.RowsAsync(new ReadRequest("LAB_RESULTS") { Filter = abnormal, Limit = 3 })).Count);
    }

    [Fact]
    public async Task A_job_is_taken_hold_of_by_its_id_and_an_unknown_id_gives_null()
    {
        await using EngineHarness harness = await StartAsync();
        IFlowJob job = await harness.Engine.StartJobAsync(EngineHarness.Request("LAB_RESULTS_AGG"));

        IFlowJob? again = await harness.Engine.AttachJobAsync(job.Id);

        Assert.Equal(JobState.Done, (await again!.WaitAsync()).State);
        Assert.Null(await harness.Engine.AttachJobAsync("Build_nothing__NP__2026-01-01T00-00-00.000"));
    }

    [Fact]
    public async Task A_compiled_schema_that_lost_a_column_refuses_the_job_before_it_starts()
    {
        await using EngineHarness harness = await StartAsync();
        var stale = new DatasetSchema("LAB_RESULTS", [new DatasetColumn("patient_id", "string"), new DatasetColumn("gone", "string"), new DatasetColumn("value", "string")]);
        JobRequest request = EngineHarness.Request("LAB_RESULTS_AGG") with { CompiledSchemas = [stale] };

        var refused = await Assert.ThrowsAsync<DssSchemaMismatchException>(() => harness.Engine.StartJobAsync(request));

        Assert.Contains("'gone'", string.Join(' ', refused.Differences), StringComparison.Ordinal);
        Assert.False((await harness.Engine.GetDatasetStateAsync("LAB_RESULTS_AGG"))!.IsBuilt);
        Assert.True((await (await harness.Engine.StartJobAsync(request with { SchemaCheck = SchemaCheck.Skip })).WaitAsync()).Succeeded);
    }

    [Fact]
    public async Task Written_rows_are_read_back_and_built_from()
    {
        await using EngineHarness harness = await StartAsync(withData: false);
        DatasetSchema schema = EngineHarness.CompiledSchema(EngineHarness.Snapshot.FindDataset("LAB_RESULTS")!);
        object?[][] rows = [[1L, "p\"1,", "c\nd", "t", 1.5, "é", true, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)], [2L, "p2", null, null, null, null, null, null]];

        await harness.Engine.WriteAsync(new WriteRequest("LAB_RESULTS", schema), new Rows(schema, rows));

        Assert.Equal(["1|p\"1,|c\nd|t|1.5|é|true|2026-01-02T03:04:05.0000000+00:00", "2|p2|-|-|-|-|-|-"], await harness.RowsAsync(new ReadRequest("LAB_RESULTS")));
        await harness.BuildAsync("LAB_RESULTS_AGG");
        Assert.Equal(2, (await harness.RowsAsync(new ReadRequest("LAB_RESULTS_AGG"))).Count);
    }

    [Fact]
    public async Task A_plan_names_the_recipes_in_an_order_that_can_run()
    {
        await using EngineHarness harness = await StartAsync();
        BuildPlan plan = await harness.Engine.ExplainAsync(EngineHarness.Request("ML_TRAINING_DATA", BuildMode.RecursiveForced));
        Assert.Equal("join_ML_TRAINING_DATA", plan.Steps[^1].Recipe);
        Assert.Equal(3, plan.Steps.Count);
    }

    private protected abstract Task<EngineHarness> StartAsync(bool withData = true);

    private sealed class Synchronous(Action<BuildEvent> report) : IProgress<BuildEvent>
    {
        public void Report(BuildEvent value) => report(value);
    }

    private sealed class Rows(DatasetSchema schema, object?[][] rows) : IRowSource
    {
        public IReadOnlyList<string> Columns { get; } = [.. schema.Columns.Select(column => column.Name)];

        public IAsyncEnumerable<object?[]> ReadAsync(CancellationToken cancellationToken) => rows.ToAsyncEnumerable();
    }
}

/// <summary>The contract on the embedded engine.</summary>
public sealed class LocalEngineSeamTests : EngineSeamContract
{
    private protected override Task<EngineHarness> StartAsync(bool withData = true) => EngineHarness.LocalAsync(withData);
}

/// <summary>The contract on the DSS engine, over a socket.</summary>
public sealed class DssEngineSeamTests : EngineSeamContract
{
    [Fact]
    public async Task Every_dataset_of_the_clinical_sample_has_the_rows_of_the_embedded_engine()
    {
        await using EngineHarness local = await EngineHarness.LocalAsync();
        await using EngineHarness remote = await EngineHarness.ServerAsync();
        await local.BuildAsync("FOLLOW_UP");
        await remote.BuildAsync("FOLLOW_UP");

        foreach (DatasetDefinition dataset in EngineHarness.Snapshot.Datasets.Where(dataset => !dataset.Name.StartsWith("DEVICE_", StringComparison.Ordinal)))
            Assert.Equal(await local.RowsAsync(new ReadRequest(dataset.Name)), await remote.RowsAsync(new ReadRequest(dataset.Name)));
    }

    [Fact]
    public async Task A_failed_job_tells_the_recipe_the_failure_and_the_end_of_its_log()
    {
        await using EngineHarness local = await EngineHarness.LocalAsync();
        await using EngineHarness remote = await EngineHarness.ServerAsync();

        // The sum of the sample's device counters does not fit its column.
        JobResult expected = await (await local.Engine.StartJobAsync(EngineHarness.Request("DEVICE_RANKING"))).WaitAsync();
        JobResult result = await (await remote.Engine.StartJobAsync(EngineHarness.Request("DEVICE_RANKING"))).WaitAsync();

        Assert.Equal(expected.State, result.State);
        // Beyond its first sentence the failure quotes SQL with the path of the workspace.
        Assert.Equal(expected.Activities.Select(Told), result.Activities.Select(Told));
        Assert.All(result.Failures, failure => Assert.NotEmpty(failure.LogTail));
    }

    private protected override Task<EngineHarness> StartAsync(bool withData = true) => EngineHarness.ServerAsync(withData);

    private static (string, JobState, string?) Told(ActivityResult activity) => (activity.Recipe, activity.State, activity.FirstFailure?.Split('.')[0]);
}
