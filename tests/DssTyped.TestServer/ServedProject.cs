using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.TestServer.Data;

namespace DssTyped.TestServer;

/// <summary>A project as the server holds it: definitions from a snapshot, data and jobs from an engine.</summary>
public sealed class ServedProject
{
    private readonly SortedDictionary<string, JsonObject> _datasets = new(StringComparer.Ordinal);

    /// <summary>Serves a snapshot's definitions with an engine's data.</summary>
    /// <param name="snapshot">The definitions.</param>
    /// <param name="engine">Where rows come from and jobs run; not disposed.</param>
    public ServedProject(Snapshot snapshot, IFlowEngine engine)
    {
        Engine = engine;
        Key = snapshot.Project.ProjectKey;
        Definition = JsonNode.Parse(SnapshotWriter.Write(snapshot))!.AsObject();
        foreach (JsonObject dataset in List("datasets"))
            _datasets[dataset["name"]!.GetValue<string>()] = dataset;
        Graph = FlowGraphJson.Of(List("datasets"), List("recipes"));
    }

    /// <summary>The project key.</summary>
    public string Key { get; }

    internal IFlowEngine Engine { get; }

    internal JsonObject Definition { get; }

    internal JsonObject Graph { get; }

    internal StartedJobs Jobs { get; } = new();

    internal IReadOnlyCollection<JsonObject> Datasets => _datasets.Values;

    internal IReadOnlyList<JsonObject> List(string name) => Definition[name] is JsonArray items ? [.. items.OfType<JsonObject>()] : [];

    internal JsonObject? FindDataset(string name) => _datasets.GetValueOrDefault(name);

    internal JsonObject? FindRecipe(string name) => List("recipes").FirstOrDefault(recipe => recipe["name"]!.GetValue<string>() == name);

    internal void ReplaceDataset(string name, JsonObject settings) => _datasets[name] = settings;
}
