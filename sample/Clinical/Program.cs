using ClinicalSample;
using ClinicalSample.Flow;
using DssTyped;

// dotnet run --project sample/Clinical [-- --engine local | --engine dss --url URL]
try
{
    await using IFlowEngine engine = EngineChoice.Open(args);
    var flow = new ClinicalFlow(engine);
    Console.WriteLine($"Project {flow.ProjectKey} on {engine.Description}");

    await CheckWhatExists(flow);
    await BuildOneRecipe(flow);
    Built<MlTrainingData> training = await BuildInDependencyOrder(flow);
    await Verify(training);
    await BuildRecursively(flow);
    await BuildSeveralOutputs(flow);
    await CatchAFailingRecipe(flow);
    Console.WriteLine();
    Console.WriteLine("Done.");
    return 0;
}
catch (Exception exception) when (exception is DssException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task CheckWhatExists(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("1. What exists:");
    foreach (Dataset dataset in new Dataset[] { flow.Datasets.LabResults, flow.Datasets.ClinicalNotes, flow.Datasets.MlTrainingData })
    {
        DatasetState? state = await dataset.GetStateAsync();
        Console.WriteLine($"   {dataset}: {(state is null ? "does not exist" : state.IsBuilt ? "has data" : "exists, not built")}");
    }

    // Create only what is missing: asking first leaves earlier results alone.
    ClinicalNotesAgg notes = flow.Datasets.ClinicalNotesAgg;
    if (await notes.GetStateAsync() is { IsBuilt: true })
    {
        Console.WriteLine($"   {notes} is there already: left alone");
        return;
    }

    await notes.BuildAsync();
    Console.WriteLine($"   {notes} was missing: built now");
}

static async Task BuildOneRecipe(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("2. One recipe:");
    Built<LabResultsAgg> lab = await flow.Recipes.GroupLabResultsAgg.RunAsync();
    Console.WriteLine($"   {lab}: {await lab.Dataset.CountRowsAsync()} rows, by job {lab.JobId}");
}

static async Task<Built<MlTrainingData>> BuildInDependencyOrder(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("3. In the order of the data: two aggregates side by side, then the join of both:");
    var (lab, notes) = await (
        flow.Recipes.GroupLabResultsAgg.RunAsync(),
        flow.Recipes.GroupClinicalNotesAgg.RunAsync());

    // Each argument is the proof that an input was built. Leave one out and the compiler answers, for example:
    //   error CS7036: There is no argument given that corresponds to the required parameter 'clinicalNotesAgg'
    //   of 'JoinMlTrainingDataRecipe.RunAsync(Built<LabResultsAgg>, Built<ClinicalNotesAgg>, ...)'
    Built<MlTrainingData> training = await flow.Recipes.JoinMlTrainingData.RunAsync(lab, notes);
    Console.WriteLine($"   {lab}, {notes} -> {training}");
    return training;
}

static async Task Verify(Built<MlTrainingData> training)
{
    Console.WriteLine();
    Console.WriteLine($"4. {training.Dataset} as it is now:");
    DatasetSchema schema = await training.Dataset.GetLiveSchemaAsync() ?? throw new DssException("The dataset is gone.");
    Console.WriteLine("   " + schema.ToString().ReplaceLineEndings($"{Environment.NewLine}   "));
    Console.WriteLine($"   {await training.Dataset.CountRowsAsync()} rows");

    int silent = 0;
    await foreach (Row<MlTrainingData> row in training.Dataset.ReadAsync(MlTrainingData.Columns.NoteCount.IsEmpty()))
        silent += row[MlTrainingData.Columns.LabCount] > 0 ? 1 : 0;

    Console.WriteLine($"   {silent} patients have laboratory results but no note");
}

static async Task BuildRecursively(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("5. The last dataset and whatever it needs that is out of date:");
    BuildPlan plan = await flow.NewJob(BuildMode.Recursive).WithOutput(flow.Datasets.FollowUp).ExplainAsync();
    Console.WriteLine("   " + plan.ToString().ReplaceLineEndings($"{Environment.NewLine}   "));
    Built<FollowUp> followUp = await flow.Datasets.FollowUp.BuildAsync(BuildMode.Recursive);
    Console.WriteLine($"   {followUp}: {await followUp.Dataset.CountRowsAsync()} patients to call");
}

static async Task BuildSeveralOutputs(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("6. A job with several outputs:");
    JobResult job = await flow.NewJob(BuildMode.RecursiveForced)
        .WithOutput(flow.Datasets.MlTrainingData)
        .WithOutput(flow.Datasets.DeviceCountersValid)
        .RunAsync();
    foreach (ActivityResult activity in job.Activities)
        Console.WriteLine($"   {activity.Recipe}: {activity.State}{(activity.Rows is { } rows ? $", {rows} rows" : "")}");
}

static async Task CatchAFailingRecipe(ClinicalFlow flow)
{
    Console.WriteLine();
    Console.WriteLine("7. A recipe that fails in the middle of a pipeline, caught as an exception:");
    try
    {
        await flow.Datasets.DeviceRanking.BuildAsync(BuildMode.RecursiveForced);
    }
    catch (DssBuildFailedException exception)
    {
        ActivityResult failed = exception.Result.Failures.First();
        Console.WriteLine($"   {failed.Recipe} failed first: {failed.FirstFailure}");
        foreach (string line in failed.LogTail)
            Console.WriteLine($"     log: {line}");
    }

    Console.WriteLine("   The same without an exception:");
    BuildOutcome<DeviceRanking> outcome = await flow.Datasets.DeviceRanking.BuildAsync(BuildMode.RecursiveForced).NoFail();
    foreach (ActivityResult activity in outcome.Failure?.Activities ?? [])
        Console.WriteLine($"   {activity.Recipe}: {activity.State}{(activity.Reason is null ? "" : $" ({activity.Reason})")}");

    JobResult job = await flow.NewJob(BuildMode.RecursiveForced).WithOutput(flow.Datasets.DeviceRanking).RunAsync(new RunOptions { NoFail = true });
    Console.WriteLine($"   As a job: {job.State}");
}
