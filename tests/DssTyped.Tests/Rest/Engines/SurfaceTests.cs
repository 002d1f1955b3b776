using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using DssTyped.Local;
using DssTyped.Rest;
using DssTyped.TestServer;
using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>The client's surface beside jobs and rows, over a socket, before the test server: what is written is read back, what is made can be found.</summary>
public sealed class SurfaceTests : IAsyncLifetime
{
    private readonly string _workspace = Directory.CreateTempSubdirectory("dss-typed-").FullName;
    private LocalEngine _local = null!;
    private DssTestServer _server = null!;
    private DssClient _client = null!;

    private DssProject Project => _client.Project("CLINICAL");

    public async Task InitializeAsync()
    {
        JsonObject definition = JsonNode.Parse(SnapshotWriter.Write(EngineHarness.Snapshot))!.AsObject();
        definition["scenarios"] = JsonNode.Parse("""
            [{"id": "NIGHTLY", "name": "Nightly build", "type": "step_based", "active": true,
              "params": {"steps": [{"type": "build_flowitem", "name": "build", "params": {"jobType": "RECURSIVE_BUILD", "builds": [{"type": "DATASET", "itemId": "LAB_RESULTS_AGG"}]}}]}}]
            """);
        definition["savedModels"] = JsonNode.Parse("""[{"id": "m0del001", "name": "Risk", "versions": [{"id": "v1", "active": true, "snippet": {}}, {"id": "v2", "active": false, "snippet": {}}]}]""");
        definition["modelEvaluationStores"] = JsonNode.Parse("""[{"id": "st0re001", "name": "Evaluations"}]""");
        definition["managedFolders"] = JsonNode.Parse("""[{"id": "f0ld3r01", "name": "Files", "type": "Filesystem"}]""");
        definition["variables"] = JsonNode.Parse("""[{"name": "env", "value": "dev"}, {"name": "days", "value": 7}]""");
        Snapshot snapshot = SnapshotReader.Read(definition.ToJsonString()).Snapshot!;
        _local = LocalEngine.Open(new LocalEngineOptions { Snapshot = snapshot, DataFolder = Path.Combine(EngineHarness.SampleFolder, "data"), WorkspaceFolder = _workspace, Workers = 2 });
        _server = await DssTestServer.StartAsync(new ServedProject(snapshot, _local), "k");
        _client = new DssClient(new DssEngineOptions { Url = _server.Url, ApiKey = "k", PollInterval = TimeSpan.FromMilliseconds(1), PollMaxInterval = TimeSpan.FromMilliseconds(10), MaxRetries = 0 });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _local.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }

    [Fact]
    public async Task Variables_are_changed_one_by_one_and_resolved()
    {
        await Project.Variables.UpdateAsync(new JsonObject { ["env"] = "prod" });
        await Project.Variables.UpdateAsync(new JsonObject { ["days"] = 14 }, local: true);

        JsonObject all = await Project.Variables.GetAsync();
        Assert.Equal("""{"env":"prod","days":7}""", Sorted(all["standard"]!, "env", "days"));
        Assert.Equal(14, (await Project.Variables.GetResolvedAsync())["days"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_scenario_runs_its_builds_and_tells_how_it_went()
    {
        DssScenarioHandle scenario = Project.Scenarios["NIGHTLY"];
        Assert.True((await scenario.GetStatusAsync()).IsActive);

        DssScenarioRun run = await scenario.RunAndWaitAsync();

        Assert.Equal("SUCCESS", run.Outcome);
        Assert.Equal(run.RunId, Assert.Single(await scenario.GetLastRunsAsync()).RunId);
        Assert.Single((await scenario.GetRunAsync(run.RunId)).StepRuns);
        Assert.Contains(run.RunId, await scenario.GetRunLogAsync(run.RunId), StringComparison.Ordinal);
        Assert.True((await Project.Datasets["LAB_RESULTS_AGG"].GetInfoAsync()).LastBuildSucceeded);
        await scenario.AbortAsync();
    }

    [Fact]
    public async Task A_scenario_is_made_changed_and_deleted()
    {
        DssScenarioHandle made = await Project.Scenarios.CreateAsync("Weekly report");
        DssScenarioSettings settings = await made.GetSettingsAsync();
        settings.IsActive = true;
        await settings.SaveAsync();

        Assert.True((await made.GetStatusAsync()).IsActive);
        Assert.Equal(["NIGHTLY", made.Id], (await Project.Scenarios.ListAsync()).Select(scenario => scenario.Id));
        await made.DeleteAsync();
        await Assert.ThrowsAsync<DssNotFoundException>(() => made.GetStatusAsync());
    }

    [Fact]
    public async Task Files_of_a_folder_are_written_listed_read_and_deleted()
    {
        DssManagedFolderHandle folder = Project.ManagedFolders["f0ld3r01"];
        byte[] content = [.. Enumerable.Range(0, 70_000).Select(i => (byte)('a' + (i % 20)))];
        await folder.WriteAsync("year 2026/räksmörgås.txt", new MemoryStream(content));

        Assert.Equal("/year 2026/räksmörgås.txt", Assert.Single(await folder.ListAsync()).Path);
        await using (Stream stream = await folder.OpenReadAsync("year 2026/räksmörgås.txt"))
        {
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);
            Assert.Equal(content, read.ToArray());
        }

        await folder.DeleteFileAsync("year 2026/räksmörgås.txt");
        Assert.Empty(await folder.ListAsync());
        await Assert.ThrowsAsync<DssNotFoundException>(() => folder.OpenReadAsync("year 2026/räksmörgås.txt"));
        DssManagedFolderHandle made = await Project.ManagedFolders.CreateAsync("More files");
        Assert.Empty(await made.ListAsync());
        await made.DeleteAsync();
        Assert.Single(await Project.ManagedFolders.ListAsync());
    }

    [Fact]
    public async Task Zones_are_made_and_objects_move_between_them()
    {
        DssZone made = await Project.Flow.Zones.CreateAsync("Reports", "#ff0000");
        await made.AddAsync(DssObjectRef.Dataset("LAB_RESULTS"));
        await made.AddAsync([DssObjectRef.Dataset("FOLLOW_UP"), DssObjectRef.Recipe("split_FOLLOW_UP")]);
        await made.ShareAsync(DssObjectRef.Dataset("ROUTINE"));

        DssZone reports = await Project.Flow.Zones.GetAsync(made.Id);
        Assert.Equal(["LAB_RESULTS", "FOLLOW_UP", "split_FOLLOW_UP"], reports.Items.Select(item => item.ObjectId));
        Assert.Equal("Reports", (await Project.Flow.Zones.GetZoneOfAsync(DssObjectRef.Dataset("LAB_RESULTS"))).Name);
        Assert.DoesNotContain((await Project.Flow.Zones.GetAsync("clinical")).Items, item => item.ObjectId == "LAB_RESULTS");
        await made.UnshareAsync(DssObjectRef.Dataset("ROUTINE"));
        Assert.Empty((await Project.Flow.Zones.GetAsync(made.Id)).Shared);
        reports.Color = "#00ff00";
        await reports.SaveAsync();
        Assert.Equal("#00ff00", (await Project.Flow.Zones.GetAsync(made.Id)).Color);
        await reports.DeleteAsync();
        Assert.Equal(["clinical"], (await Project.Flow.Zones.ListAsync()).Select(zone => zone.Id));
    }

    [Fact]
    public async Task Futures_are_waited_for_and_their_results_read()
    {
        DssFuture propagation = await Project.Flow.NewSchemaPropagation("LAB_RESULTS").StopAt("join_ML_TRAINING_DATA").WithAutoRebuild(false).StartAsync();
        Assert.Single(await _client.Futures.ListAsync());
        JsonNode? result = await propagation.WaitAsync();
        Assert.Equal("join_ML_TRAINING_DATA", result!["excluded"]![0]!.GetValue<string>());

        JsonNode? documented = await (await Project.Flow.Documentation.StartAsync()).WaitAsync();
        await using Stream document = await Project.Flow.Documentation.DownloadAsync(documented!["exportId"]!.GetValue<string>());
        using var reader = new StreamReader(document, Encoding.UTF8);
        Assert.Contains("CLINICAL", await reader.ReadToEndAsync(), StringComparison.Ordinal);

        DssFuture dropped = await Project.Flow.NewSchemaPropagation("LAB_RESULTS").StartAsync();
        await dropped.AbortAsync();
        await Assert.ThrowsAsync<DssFutureFailedException>(() => dropped.WaitAsync());
    }

    [Fact]
    public async Task A_models_active_version_is_changed()
    {
        DssSavedModelHandle model = Project.SavedModels["m0del001"];
        await model.SetActiveVersionAsync("v2");

        Assert.Equal(["v2"], (await model.ListVersionsAsync()).Where(version => version.IsActive).Select(version => version.Id));
        await Assert.ThrowsAsync<DssNotFoundException>(() => model.SetActiveVersionAsync("v3"));
        Assert.Single(await Project.EvaluationStores.ListAsync());
        Assert.Equal("Evaluations", (await Project.EvaluationStores.GetSettingsAsync("st0re001"))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Datasets_and_recipes_are_made_used_and_deleted_with_what_hangs_on_them()
    {
        await Project.Datasets.CreateManagedAsync("REPORT", new DssManagedStorage("filesystem_managed"));
        DssRecipeHandle recipe = await Project.Recipes.New("python", "report").WithInput("LAB_RESULTS_AGG").WithOutput("REPORT").WithScript("pass").CreateAsync();
        DssRecipeSettings settings = await recipe.GetSettingsAsync();
        settings.Recipe["shortDesc"] = "Made by a test";
        await settings.SaveAsync();

        Assert.Equal("pass", (await recipe.GetSettingsAsync()).Payload);
        Assert.Equal("Made by a test", (await recipe.GetSettingsAsync()).Recipe["shortDesc"]!.GetValue<string>());
        Assert.Contains("report", (await Project.Flow.GetGraphAsync()).Find("REPORT")!.Predecessors);
        Assert.Contains(await Project.Datasets["LAB_RESULTS_AGG"].GetUsagesAsync(), usage => usage["objectId"]!.GetValue<string>() == "report");
        await Assert.ThrowsAsync<DssConflictException>(() => Project.Datasets.CreateManagedAsync("REPORT", new DssManagedStorage("filesystem_managed")));
        await recipe.DeleteAsync();
        await Project.Datasets["REPORT"].DeleteAsync(dropData: false);
        Assert.False(await Project.Datasets["REPORT"].ExistsAsync());
        Assert.False(await recipe.ExistsAsync());
    }

    [Fact]
    public async Task A_snapshot_is_made_where_it_is_missing_and_nothing_else_is_touched()
    {
        JsonObject snapshot = JsonNode.Parse(SnapshotWriter.Write(EngineHarness.Snapshot))!.AsObject();
        DssFlowGraph before = await Project.Flow.GetGraphAsync();
        await Project.Datasets["FOLLOW_UP"].DeleteAsync();
        await Project.Recipes["split_FOLLOW_UP"].DeleteAsync();

        EnsureReport first = await Project.EnsureSnapshotAsync(snapshot);
        EnsureReport second = await Project.EnsureSnapshotAsync(snapshot);

        Assert.Equal(2, first.Created.Count);
        Assert.Empty(second.Created);
        Assert.Empty(second.Differences);
        DssFlowGraph after = await Project.Flow.GetGraphAsync();
        Assert.Equal(before.Nodes.Select(node => node.Key).Order(StringComparer.Ordinal), after.Nodes.Select(node => node.Key).Order(StringComparer.Ordinal));
        Assert.Equal(before.Find("split_FOLLOW_UP")!.Successors, after.Find("split_FOLLOW_UP")!.Successors);
    }

    [Fact]
    public async Task A_project_gathered_object_by_object_gives_the_bytes_of_its_snapshot()
    {
        await using PulledProject pulled = await SnapshotPull.FetchAsync(Project);

        ImportResult imported = SnapshotImporter.ImportZip(pulled.Zip, "test server", new ImportOptions { ProjectKey = "CLINICAL" });

        Assert.False(pulled.IsExport);
        JsonObject expected = JsonNode.Parse(SnapshotWriter.Write(_local.Snapshot))!.AsObject(), actual = JsonNode.Parse(SnapshotWriter.Write(imported.Snapshot))!.AsObject();
        foreach (string kind in (string[])["datasets", "recipes", "zones", "scenarios", "managedFolders", "variables"])
            Assert.Equal(expected[kind]!.ToJsonString(), actual[kind]!.ToJsonString());
    }

    [Fact]
    public async Task Fifty_tasks_share_one_client()
    {
        long[] counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            await using DssRowStream rows = await Project.Datasets["LAB_RESULTS"].ReadRowsAsync();
            while (await rows.ReadAsync())
            {
            }

            return rows.RowNumber;
        }));

        Assert.All(counts, count => Assert.Equal(4200, count));
    }

    [Fact]
    public async Task Handles_are_found_by_the_objects_of_a_typed_flow()
    {
        await using var engine = new DssEngine(new DssEngineOptions { Url = _server.Url, ApiKey = "k", ProjectKey = "CONTRACT" });
        var flow = new ContractFlow(engine);

        Assert.Equal(("CONTRACT", "CITIES"), (engine.Project.Datasets[flow.Datasets.Cities].ProjectKey, engine.Project.Datasets[flow.Datasets.Cities].Name));
        Assert.Equal("sort_COUNTERS", engine.Project.Recipes[flow.AllRecipes.Single(recipe => recipe.Name == "sort_COUNTERS")].Name);
    }

    [Fact]
    public async Task Metrics_count_the_records()
    {
        DssMetric metric = Assert.Single(await Project.Datasets["LAB_RESULTS"].Metrics.GetLastAsync());
        Assert.Equal("4200", metric.GlobalValue);
    }

    private static string Sorted(JsonNode node, params string[] names) => new JsonObject(names.Select(name => KeyValuePair.Create(name, node[name]?.DeepClone()))).ToJsonString();
}
