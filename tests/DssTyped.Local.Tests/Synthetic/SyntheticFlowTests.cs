using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Tests;
using Xunit.Abstractions;

namespace DssTyped.Local.Tests.Synthetic;

/// <summary>Every project of the corpus is run as a whole on made-up data: what can't run is refused beforehand, and what runs ends well or says in DSS's words why not.</summary>
public sealed class SyntheticFlowTests(ITestOutputHelper log)
{
    private const int Rows = 40;

    /// <summary>Failures that are the made-up data's, by project and recipe.</summary>
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["carolineboudier__energy_consump_prediction/compute_data_by_state_filtered"] = "sorts by a column that a pivot gives only if its value is in the data",
        ["gbetegon88__project_demo_add_remote/compute_new_customers_time_SQL_partitions"] = "parses texts that are no dates into the column of the dimension",
        ["dlabouesse__dku-git-branching-demo/compute_weather_date_partitioned"] = "a recipe before it leaves the column of the dimension empty",
    };

    [CorpusFact]
    public async Task A_project_runs_but_for_what_is_refused_beforehand()
    {
        var states = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (string project in Corpus.Projects)
        {
            string root = Directory.CreateTempSubdirectory("dss-typed-synthetic-").FullName;
            try
            {
                wrong.AddRange(await RunAsync(project, root, states));
            }
            finally
            {
                Directory.Delete(root, recursive: true);
            }
        }

        log.WriteLine(string.Join(", ", states.Select(state => $"{state.Value} {state.Key}")));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private async Task<IReadOnlyList<string>> RunAsync(string project, string root, SortedDictionary<string, int> states)
    {
        Snapshot snapshot = SnapshotImporter.ImportPath(project, new ImportOptions { ProjectKey = "SYNTHETIC" }).Snapshot;
        var graph = new FlowGraph(snapshot);
        string data = Directory.CreateDirectory(Path.Combine(root, "data")).FullName;
        var rows = new SyntheticRows(snapshot, seed: 11);
        var datasetFolders = snapshot.Datasets.Select(dataset => graph.FolderOf(dataset.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (ManagedFolderDefinition folder in snapshot.ManagedFolders.Where(folder => !datasetFolders.Contains(folder.Id)))
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "managed_folders", folder.Id)).FullName, "file.csv"), "a,b\n1,2\n");
        foreach (DatasetDefinition source in snapshot.Datasets.Where(dataset => graph.ProducerOf(dataset.Id) is null))
            rows.Write(source, Path.Combine(data, source.Name + ".csv"), Rows);

        await using LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { Snapshot = snapshot, DataFolder = data, WorkspaceFolder = Path.Combine(root, "workspace"), Workers = 2 });
        BuildPlan plan = await engine.ExplainAsync(Request(graph, graph.RecipesInOrder));

        // What can't run here is taken from elsewhere, as a user would.
        foreach (BuildPlanStep step in plan.Refused)
        {
            log.WriteLine($"refused {Path.GetFileName(project)}/{step.Recipe} ({step.RecipeType}): {step.Reason}");
            foreach (DatasetDefinition output in step.Outputs.Select(snapshot.FindDataset).OfType<DatasetDefinition>())
                rows.Write(output, Path.Combine(data, output.Name + ".csv"), Rows);
        }

        var refused = plan.Refused.Select(step => step.Recipe).ToHashSet(StringComparer.Ordinal);
        // Models and the like have no data to take.
        plan = await engine.ExplainAsync(Request(graph, graph.RecipesInOrder));
        foreach (BuildPlanStep step in plan.Refused)
            refused.Add(step.Recipe);
        RecipeDefinition[] runnable = [.. graph.RecipesInOrder.Where(recipe => !refused.Contains(recipe.Name))];
        Count("refused", refused.Count);
        if (runnable.Length == 0)
            return [];

        IFlowJob job = await engine.StartJobAsync(Request(graph, runnable));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        JobResult result = await job.WaitAsync(null, patience.Token);
        foreach (ActivityResult activity in result.Activities)
            Count(activity.State.ToString(), 1);

        return [.. result.Failures.Select(failure => (Key: $"{Path.GetFileName(project)}/{failure.Recipe}", failure.RecipeType, failure.FirstFailure))
            .Where(failure => !Explained.ContainsKey(failure.Key))
            .Select(failure => $"{failure.Key} ({failure.RecipeType}): {failure.FirstFailure}")];

        void Count(string state, int number) => states[state] = states.GetValueOrDefault(state) + number;
    }

    private static JobRequest Request(FlowGraph graph, IReadOnlyList<RecipeDefinition> recipes) => new(
        [.. recipes.SelectMany(graph.OutputsOf).Where(id => graph.Snapshot.FindFlowObject(id) is not null).Distinct(StringComparer.Ordinal)
            .Select(id => new JobOutput(graph.Snapshot.FindDataset(id) is null ? FlowObjectType.ManagedFolder : FlowObjectType.Dataset, id))],
        BuildMode.Recursive);
}
