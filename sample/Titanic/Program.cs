using System.Diagnostics;
using DssTyped;
using DssTyped.Local;
using TitanicSample;
using TitanicSample.Flow;

// The export holds what DSS was given (uploads) and what DSS computed (fs_datasets_data), the oracle to compare with.
string folder = AppContext.BaseDirectory;
string export = Path.Combine(folder, "export");

try
{
    return await RunAsync();
}
catch (DssException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

async Task<int> RunAsync()
{
    var clock = Stopwatch.StartNew();
    await using LocalEngine engine = LocalEngine.Open(new LocalEngineOptions
    {
        SnapshotFile = Path.Combine(folder, TitanicFlow.SnapshotFile),
        DataFolder = export,
        WorkspaceFolder = Path.Combine(folder, "workspace"),
    });
    var flow = new TitanicFlow(engine);
    var options = new RunOptions { Progress = new ConsoleProgress() };

    Console.WriteLine($"Project {flow.ProjectKey}: {flow.Datasets.All.Count()} datasets, {flow.Recipes.All.Count()} recipes, on {engine.Description}");
    Console.WriteLine();
    Console.WriteLine("What would run, and what can't:");
    BuildPlan plan = await flow.NewJob(BuildMode.RecursiveForced)
        .WithOutput(flow.Datasets.TitanicPrepared)
        .WithOutput(flow.Datasets.TrainPrepared)
        .WithOutput(flow.Datasets.TestPrepared)
        .WithOutput(flow.Datasets.TestDatasetPreparedScoredPrepared)
        .WithOutput(flow.Datasets.TestPreparedScored)
        .WithOutput(flow.Datasets.Evaluate)
        .ExplainAsync();
    Console.WriteLine(plan);
    Console.WriteLine();

    // What DSS computed is the oracle: comparing it with itself would prove nothing.
    if (plan.Steps.FirstOrDefault(step => step is { RecipeType: "shaker", Action: not BuildPlanAction.Run }) is { } skipped)
    {
        Console.Error.WriteLine($"{skipped.Recipe} would not run: {skipped.Reason}");
        return 1;
    }

    // The two prepare recipes on the uploads need no proof: nothing in the flow writes their inputs.
    Console.WriteLine("Building:");
    var (titanicPrepared, testDatasetPrepared) = await (
        flow.Recipes.ComputeTitanicPrepared.RunAsync(options),
        flow.Recipes.ComputeTestDatasetPrepared.RunAsync(options));

    // What recipes that only DSS can run have written is pinned to the export's data: asking for it gives the proof.
    Built<Train> train = await flow.Datasets.Train.VerifyBuiltAsync();
    Built<Test> test = await flow.Datasets.Test.VerifyBuiltAsync();
    Built<TestDatasetPreparedScored> scored = await flow.Datasets.TestDatasetPreparedScored.VerifyBuiltAsync();

    var (trainPrepared, testPrepared, scoredPrepared) = await (
        flow.Recipes.ComputeTrainPrepared.RunAsync(train, options),
        flow.Recipes.ComputeTestPrepared.RunAsync(test, options),
        flow.Recipes.ComputeTestDatasetPreparedScoredPrepared.RunAsync(scored, options));

    Console.WriteLine();
    Console.WriteLine($"The first rows of {titanicPrepared.Dataset}:");
    await Preview.WriteAsync(titanicPrepared.Dataset, rows: 5);

    Console.WriteLine();
    Console.WriteLine("Every cell compared with what DSS computed:");
    bool allEqual = true;
    foreach (Dataset dataset in new Dataset[] { titanicPrepared.Dataset, testDatasetPrepared.Dataset, trainPrepared.Dataset, testPrepared.Dataset, scoredPrepared.Dataset })
        allEqual &= await ExportComparison.CompareAsync(dataset, export);

    Console.WriteLine();
    Console.WriteLine("Typed rows, filtered by the engine:");
    double? oldest = null;
    await foreach (Passenger passenger in flow.Datasets.Titanic.ReadAsync<Passenger>(Titanic.Columns.Survived.Is(1)))
        oldest = passenger.Age > (oldest ?? 0) ? passenger.Age : oldest;

    Console.WriteLine($"The oldest survivor was {oldest} years old.");
    Console.WriteLine();
    Console.WriteLine($"{(allEqual ? "Done" : "Different from DSS")} in {clock.Elapsed.TotalSeconds:F1} s.");
    return allEqual ? 0 : 1;
}
