using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

public abstract partial class EngineContract
{
    [Fact]
    public async Task A_recipe_builds_its_output_and_gives_the_proof()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        Built<VisitsValid> valid = await flow.Recipes.FilterVisitsValid.RunAsync();
        Built<CostByCity> cost = await flow.Recipes.GroupCostByCity.RunAsync(valid);

        Assert.Same(flow.Datasets.CostByCity, cost.Dataset);
        Assert.NotNull(cost.JobId);
        Assert.Equal(["Bergen|20.25|1", "Oslo|130.5|2", "|15|1", "Ål, i Hallingdal|7.75|1"], await RowsOf(cost.Dataset, "city", "cost_sum", "count"));
    }

    [Fact]
    public async Task A_null_proof_is_refused_before_anything_runs()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        // The compiler refuses this; the engine must refuse it too.
#pragma warning disable DSS3401
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => flow.Recipes.GroupCostByCity.RunAsync(null!));
#pragma warning restore DSS3401

        Assert.Contains("group_COST_BY_CITY", exception.Message, StringComparison.Ordinal);
        Assert.False((await flow.Datasets.CostByCity.GetStateAsync())!.IsBuilt);
    }

    [Fact]
    public async Task A_proof_of_another_engine_is_refused()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        (IFlowEngine otherEngine, ContractFlow other) = await StartFlowAsync();
        await using var _ = engine;
        await using var __ = otherEngine;
        Built<VisitsValid> elsewhere = await other.Recipes.FilterVisitsValid.RunAsync();

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => flow.Recipes.GroupCostByCity.RunAsync(elsewhere));

        Assert.Contains("another engine", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Builds_in_a_tuple_run_side_by_side_and_keep_their_types()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        Built<VisitsValid> valid = await flow.Recipes.FilterVisitsValid.RunAsync();

        (Built<CostByCity> cost, Built<VisitsByPatient> visits) = await (
            flow.Recipes.GroupCostByCity.RunAsync(valid),
            flow.Recipes.GroupVisitsByPatient.RunAsync(valid));

        Assert.Equal(4, await cost.Dataset.CountRowsAsync());
        Assert.Equal(["P1|3", "P2|1", "P4|3", "P5|"], await RowsOf(visits.Dataset, "patient", "visits_sum"));
    }

    [Fact]
    public async Task A_recursive_build_makes_what_is_missing_and_then_keeps_it()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        JobResult first = await flow.NewJob(BuildMode.Recursive).WithOutput(flow.Datasets.CityReport).RunAsync();
        JobResult second = await flow.NewJob(BuildMode.Recursive).WithOutput(flow.Datasets.CityReport).RunAsync();

        Assert.Equal(["filter_VISITS_VALID", "group_COST_BY_CITY", "join_CITY_REPORT"], first.Activities.Where(activity => activity.Started is not null).Select(activity => activity.Recipe));
        Assert.Equal(JobState.Done, second.State);
        Assert.DoesNotContain(second.Activities, activity => activity.Started is not null);
        Assert.Equal(["Bergen|Norway", "Oslo|Norway", "|", "Ål, i Hallingdal|"], await RowsOf(flow.Datasets.CityReport, "city", "country"));
    }

    [Fact]
    public async Task One_job_builds_several_outputs_and_a_recipe_with_two_outputs_runs_once()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        JobResult job = await flow.NewJob(BuildMode.RecursiveForced)
            .WithOutput(flow.Datasets.ReportLarge)
            .WithOutput(flow.Datasets.ReportSmall)
            .WithOutput(flow.Datasets.VisitsByPatient)
            .RunAsync();

        Assert.Equal(5, job.Activities.Count);
        Assert.Equal(["Oslo"], await RowsOf(flow.Datasets.ReportLarge, "city"));
        Assert.Equal(["", "Bergen", "Ål, i Hallingdal"], await RowsOf(flow.Datasets.ReportSmall, "city"));
    }

    [Fact]
    public async Task A_build_whose_input_was_never_built_fails_and_names_the_input()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;

        DssException exception = await Assert.ThrowsAnyAsync<DssException>(() => flow.Datasets.CostByCity.BuildAsync());

        Assert.Contains("VISITS_VALID", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_job_can_be_attached_to_by_its_id()
    {
        (IFlowEngine engine, ContractFlow flow) = await StartFlowAsync();
        await using var _ = engine;
        string? announced = null;
        Built<VisitsValid> valid = await flow.Recipes.FilterVisitsValid.RunAsync(new RunOptions { JobStarted = id => announced = id });

        IFlowJob? job = await engine.AttachJobAsync(valid.JobId!);

        Assert.Equal(valid.JobId, announced);
        Assert.NotNull(job);
        Assert.Equal(JobState.Done, (await job.WaitAsync()).State);
        Assert.Null(await engine.AttachJobAsync("Build_nothing__NP__2020-01-01T00-00-00.000"));
    }
}
