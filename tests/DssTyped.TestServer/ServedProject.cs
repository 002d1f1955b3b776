using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.TestServer.Data;

namespace DssTyped.TestServer;

/// <summary>
/// A project as the server holds it: definitions from a snapshot, data and jobs from an engine. Definitions can be changed, made and
/// deleted; the engine goes on with those of the snapshot.
/// </summary>
public sealed class ServedProject
{
    private readonly JsonObject _snapshot;

    /// <summary>Serves a snapshot's definitions with an engine's data.</summary>
    /// <param name="snapshot">The definitions.</param>
    /// <param name="engine">Where rows come from and jobs run; not disposed.</param>
    public ServedProject(Snapshot snapshot, IFlowEngine engine)
    {
        Engine = engine;
        Key = snapshot.Project.ProjectKey;
        _snapshot = JsonNode.Parse(SnapshotWriter.Write(snapshot))!.AsObject();
        Datasets = Objects("dataset:", "datasets", "name");
        Recipes = Objects("Recipe", "recipes", "name");
        Zones = Objects("Zone", "zones", "id");
        Scenarios = Objects("Scenario", "scenarios", "id");
        ManagedFolders = Objects("Managed folder", "managedFolders", "id");
        SavedModels = Objects("Saved model", "savedModels", "id");
        EvaluationStores = Objects("Evaluation store", "modelEvaluationStores", "id");
        StreamingEndpoints = Objects("Streaming endpoint", "streamingEndpoints", "id");
        KnowledgeBanks = Objects("Knowledge bank", "knowledgeBanks", "id");
        Variables = new JsonObject
        {
            ["standard"] = new JsonObject(List("variables").Select(variable => KeyValuePair.Create(variable["name"]!.GetValue<string>(), variable["value"]?.DeepClone()))),
            ["local"] = new JsonObject(),
        };
    }

    /// <summary>The project key.</summary>
    public string Key { get; }

    internal IFlowEngine Engine { get; }

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

    internal StartedFutures Futures { get; } = new();

    /// <summary>Standard and local variables; replaced as a whole.</summary>
    internal JsonObject Variables { get; set; }

    /// <summary>Name, descriptions and tags.</summary>
    internal JsonObject About => _snapshot["project"]!.AsObject();

    internal JsonObject Graph => FlowGraphJson.Of(Datasets.All(), Recipes.All());

    /// <summary>The recipes that read or write an object.</summary>
    internal JsonArray Usages(string id) =>
    [
        .. from recipe in Recipes.All()
           from side in new[] { (Name: "inputs", Type: "RECIPE_INPUT"), (Name: "outputs", Type: "RECIPE_OUTPUT") }
           where FlowGraphJson.Refs(recipe, side.Name).Contains(id)
           select (JsonNode)new JsonObject { ["type"] = side.Type, ["objectId"] = recipe["name"]!.DeepClone(), ["objectProjectKey"] = Key },
    ];

    private StoredObjects Objects(string what, string list, string key) => new(what == "dataset:" ? $"dataset: {Key}." : what, key, List(list));

    private IEnumerable<JsonObject> List(string name) => (_snapshot[name] as JsonArray ?? []).OfType<JsonObject>();
}
