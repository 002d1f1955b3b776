using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Endpoints;

namespace DssTyped.TestServer;

/// <summary>
/// A project as the server holds it: definitions from a snapshot, data and jobs from an engine. Definitions can be changed, made and
/// deleted; the engine goes on with those of the snapshot unless it can be opened again.
/// </summary>
public sealed class ServedProject : IAsyncDisposable
{
    private readonly JsonObject _snapshot;
    private readonly EngineOfNow _engine;

    /// <summary>Serves a snapshot's definitions with an engine's data.</summary>
    /// <param name="snapshot">The definitions.</param>
    /// <param name="engine">Where rows come from and jobs run; not disposed.</param>
    /// <param name="reopen">Opens an engine over the same data for changed definitions; null to go on with the first. What it opens is disposed with the project.</param>
    public ServedProject(Snapshot snapshot, IFlowEngine engine, Func<Snapshot, IFlowEngine>? reopen = null)
    {
        _engine = new EngineOfNow(engine, reopen);
        Key = snapshot.Project.ProjectKey;
        _snapshot = JsonNode.Parse(SnapshotWriter.Write(snapshot))!.AsObject();
        Datasets = Objects($"dataset: {Key}.", "datasets", "name");
        Recipes = Objects("Recipe ", "recipes", "name");
        Zones = Objects("Zone ", "zones", "id");
        Scenarios = Objects("Scenario ", "scenarios", "id");
        ManagedFolders = Objects("Managed folder ", "managedFolders", "id");
        SavedModels = Objects("Saved model ", "savedModels", "id");
        EvaluationStores = Objects("Evaluation store ", "modelEvaluationStores", "id");
        StreamingEndpoints = Objects("Streaming endpoint ", "streamingEndpoints", "id");
        KnowledgeBanks = Objects("Knowledge bank ", "knowledgeBanks", "id");
        Variables = new JsonObject
        {
            ["standard"] = new JsonObject(List("variables").Select(variable => KeyValuePair.Create(variable["name"]!.GetValue<string>(), variable["value"]?.DeepClone()))),
            ["local"] = new JsonObject(),
        };
    }

    /// <summary>The project key.</summary>
    public string Key { get; }

    /// <summary>The definitions as they are now.</summary>
    /// <exception cref="DssFailureException">They make no flow.</exception>
    internal Snapshot Definitions => EngineOfNow.Read(Current());

    /// <summary>The engine for the definitions as they are now.</summary>
    internal IFlowEngine Engine => _engine.For(Datasets.Changes + Recipes.Changes, Current);

    internal StoredObjects Datasets { get; }

    internal StoredObjects Recipes { get; }

    internal StoredObjects Zones { get; }

    internal StoredObjects Scenarios { get; }

    internal StoredObjects ManagedFolders { get; }

    internal StoredObjects SavedModels { get; }

    internal StoredObjects EvaluationStores { get; }

    internal StoredObjects StreamingEndpoints { get; }

    internal StoredObjects KnowledgeBanks { get; }

    internal StartedJobs Jobs { get; } = new();

    /// <summary>The uploaded file of each dataset that has one.</summary>
    internal ConcurrentDictionary<string, UploadedFile> Uploads { get; } = new(StringComparer.Ordinal);

    internal StartedFutures Futures { get; } = new();

    /// <summary>Standard and local variables; replaced as a whole.</summary>
    internal JsonObject Variables { get; set; }

    /// <summary>Name, descriptions and tags.</summary>
    internal JsonObject About => _snapshot["project"]!.AsObject();

    /// <summary>An id as DSS makes them.</summary>
    internal static string NewId() => Guid.NewGuid().ToString("N")[..8];

    internal JsonObject Graph => FlowGraphJson.Of(Datasets.All(), Recipes.All(), ManagedFolders.All(), TypeOf);

    /// <summary>The recipes that read or write an object.</summary>
    internal JsonArray Usages(string id) =>
    [
        .. from recipe in Recipes.All()
           from side in new[] { (Name: "inputs", Type: "RECIPE_INPUT"), (Name: "outputs", Type: "RECIPE_OUTPUT") }
           where FlowGraphJson.Refs(recipe, side.Name).Contains(id)
           select (JsonNode)new JsonObject { ["type"] = side.Type, ["objectId"] = recipe["name"]!.DeepClone(), ["objectProjectKey"] = Key },
    ];

    /// <summary>Whether there is an object of that name or id that a recipe can write.</summary>
    internal bool HasOutput(string id) =>
        Datasets.Find(id) is not null || ManagedFolders.Find(id) is not null || SavedModels.Find(id) is not null || EvaluationStores.Find(id) is not null
        || StreamingEndpoints.Find(id) is not null || KnowledgeBanks.Find(id) is not null;

    /// <summary>The type of the graph's node for an object that is no dataset.</summary>
    private string TypeOf(string id) =>
        SavedModels.Find(id) is not null ? "COMPUTABLE_SAVED_MODEL"
        : EvaluationStores.Find(id) is not null ? "COMPUTABLE_MODEL_EVALUATION_STORE"
        : StreamingEndpoints.Find(id) is not null ? "COMPUTABLE_STREAMING_ENDPOINT"
        : KnowledgeBanks.Find(id) is not null ? "COMPUTABLE_RETRIEVABLE_KNOWLEDGE"
        : ManagedFolders.Find(id) is not null ? "COMPUTABLE_FOLDER"
        // An object of another project, which only its owner could tell more about.
        : "COMPUTABLE_DATASET";

    /// <summary>Disposes the engines that were opened for changed definitions.</summary>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>The snapshot's definitions with what was made, changed and deleted since.</summary>
    private JsonObject Current()
    {
        var now = (JsonObject)_snapshot.DeepClone();
        now["datasets"] = new JsonArray([.. Datasets.All()]);
        now["recipes"] = new JsonArray([.. Recipes.All().Select(RecipeEndpoints.WithReadPayload)]);
        return now;
    }

    private StoredObjects Objects(string what, string list, string key) => new(what, key, List(list));

    private IEnumerable<JsonObject> List(string name) => (_snapshot[name] as JsonArray ?? []).OfType<JsonObject>();
}
