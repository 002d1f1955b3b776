using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.Local;
using DssTyped.Rest;
using DssTyped.TestServer;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>What the client makes is built and read as if it had always been there.</summary>
public sealed class CreatedObjectsTests : IAsyncLifetime
{
    private readonly string _workspace = Directory.CreateTempSubdirectory("dss-typed-").FullName;
    private LocalEngine _local = null!;
    private ServedProject _served = null!;
    private DssTestServer _server = null!;
    private DssClient _client = null!;

    private DssProject Project => _client.Project("CLINICAL");

    public async Task InitializeAsync()
    {
        _local = Open(EngineHarness.Snapshot);
        _served = new ServedProject(EngineHarness.Snapshot, _local, Open);
        _server = await DssTestServer.StartAsync(_served, "k");
        _client = new DssClient(new DssEngineOptions { Url = _server.Url, ApiKey = "k", PollInterval = TimeSpan.FromMilliseconds(5), PollMaxInterval = TimeSpan.FromMilliseconds(50) });
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        await _served.DisposeAsync();
        await _local.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }

    [Fact]
    public async Task A_dataset_and_a_recipe_made_by_the_builders_are_built_and_read()
    {
        DssRecipeSettings original = await Project.Recipes["group_LAB_RESULTS_AGG"].GetSettingsAsync();
        DssDatasetHandle made = await Project.Datasets.CreateManagedAsync("AGG_AGAIN", new DssManagedStorage("filesystem_managed"));
        await made.SetSchemaAsync(await Project.Datasets["LAB_RESULTS_AGG"].GetSchemaAsync());
        DssRecipeHandle recipe = await Project.Recipes.New("grouping", "group_again").WithInput("LAB_RESULTS").WithOutput("AGG_AGAIN").WithRawPayload(original.Payload!).CreateAsync();

        await (await recipe.StartRunAsync()).WaitAsync();
        await (await Project.Datasets["LAB_RESULTS_AGG"].StartBuildAsync()).WaitAsync();

        IReadOnlyList<string> rows = await RowsAsync("AGG_AGAIN");
        Assert.NotEmpty(rows);
        Assert.Equal(await RowsAsync("LAB_RESULTS_AGG"), rows);
    }

    [Fact]
    public async Task What_EnsureExists_made_is_built_and_rebuilt_after_a_change()
    {
        JsonObject snapshot = JsonNode.Parse(SnapshotWriter.Write(EngineHarness.Snapshot))!.AsObject();
        JsonObject dataset = Named(snapshot, "datasets", "LAB_RESULTS_AGG", "AGG_AGAIN"), recipe = Named(snapshot, "recipes", "group_LAB_RESULTS_AGG", "group_again");
        recipe["outputs"]!["main"]!["items"]![0]!["ref"] = "AGG_AGAIN";
        await Project.EnsureDatasetAsync(dataset);
        await Project.EnsureRecipeAsync(recipe);
        await (await Project.Datasets["AGG_AGAIN"].StartBuildAsync()).WaitAsync();
        IReadOnlyList<string> before = await RowsAsync("AGG_AGAIN");

        DssRecipeSettings settings = await Project.Recipes["group_again"].GetSettingsAsync();
        settings.OpenPayload()["preFilter"] = JsonNode.Parse("""{"enabled": true, "distinct": false, "uiData": {"mode": "CUSTOM"}, "expression": "value > 1e9"}""");
        await settings.SaveAsync();
        await (await Project.Datasets["AGG_AGAIN"].StartBuildAsync()).WaitAsync();

        Assert.NotEmpty(before);
        Assert.Empty(await RowsAsync("AGG_AGAIN"));
    }

    [Fact]
    public async Task A_join_made_with_a_new_output_gets_its_schema_and_is_built()
    {
        string settingsOfJoin = (await Project.Recipes["join_ML_TRAINING_DATA"].GetSettingsAsync()).Payload!;
        DssRecipeHandle recipe = await Project.Recipes.New("join", "join_again").WithInput("LAB_RESULTS_AGG").WithInput("CLINICAL_NOTES_AGG")
            .WithNewOutput("TRAINING_AGAIN", new DssManagedStorage("filesystem_managed")).CreateAsync();
        DssRecipeSettings settings = await recipe.GetSettingsAsync();
        Assert.Equal(["LAB_RESULTS_AGG", "CLINICAL_NOTES_AGG"], settings.Inputs);
        Assert.Equal(2, settings.OpenPayload()["virtualInputs"]!.AsArray().Count);
        Assert.Empty((await Project.Datasets["TRAINING_AGAIN"].GetSchemaAsync()).Columns);

        settings.Payload = settingsOfJoin;
        await settings.SaveAsync();
        DssSchemaUpdates updates = await recipe.ComputeSchemaUpdatesAsync();
        Assert.Equal(["TRAINING_AGAIN"], updates.Outputs.Select(output => output.Id));
        await updates.ApplyAsync();

        Assert.Equal(0, (await recipe.ComputeSchemaUpdatesAsync()).Incompatibilities);
        await (await Project.Datasets["TRAINING_AGAIN"].StartBuildAsync(BuildMode.Recursive)).WaitAsync();
        await (await Project.Datasets["ML_TRAINING_DATA"].StartBuildAsync(BuildMode.Recursive)).WaitAsync();
        IReadOnlyList<string> rows = await RowsAsync("TRAINING_AGAIN");
        Assert.NotEmpty(rows);
        Assert.Equal(await RowsAsync("ML_TRAINING_DATA"), rows);
    }

    [Fact]
    public async Task What_the_server_cannot_make_is_refused_by_name()
    {
        await Assert.ThrowsAsync<DssNotFoundException>(() => Project.Recipes.New("split", "s").WithInput("LAB_RESULTS").WithOutput("NO_SUCH_OUTPUT").CreateAsync());
        await Assert.ThrowsAsync<DssConflictException>(() => Project.Recipes.New("sync", "s").WithInput("LAB_RESULTS").WithNewOutput("LAB_RESULTS_AGG", new DssManagedStorage("filesystem_managed")).CreateAsync());
        var refused = await Assert.ThrowsAsync<DssServerException>(() => Project.Recipes.New("embed_dataset", "e").WithInput("LAB_RESULTS").WithKnowledgeBank("kb", "model").CreateAsync());
        Assert.Contains("makes no knowledge banks", refused.Message, StringComparison.Ordinal);
        Assert.False(await Project.Recipes["s"].ExistsAsync());
    }

    private static JsonObject Named(JsonObject snapshot, string list, string name, string copy)
    {
        var found = (JsonObject)snapshot[list]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == name)!.DeepClone();
        found["name"] = copy;
        return found;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string dataset)
    {
        await using DssRowStream rows = await Project.Datasets[dataset].ReadRowsAsync();
        var read = new List<string>();
        while (await rows.ReadAsync())
            read.Add(string.Join('|', Enumerable.Range(0, rows.Columns.Count).Select(column => rows.IsNull(column) ? "-" : System.Text.Encoding.UTF8.GetString(rows.GetUtf8(column)))));
        read.Sort(StringComparer.Ordinal);
        return read;
    }

    private LocalEngine Open(Snapshot snapshot) => LocalEngine.Open(new LocalEngineOptions
    {
        Snapshot = snapshot, DataFolder = Path.Combine(EngineHarness.SampleFolder, "data"), WorkspaceFolder = _workspace, Workers = 2, MemoryLimit = 512L << 20,
    });
}
