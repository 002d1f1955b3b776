using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>A DSS project's flow as it was exported at one moment: what everything else is derived from.</summary>
public sealed class Snapshot
{
    /// <summary>The format version this library writes, and the newest it reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>The extension of snapshot files.</summary>
    public const string FileExtension = ".dss.json";

    private readonly Dictionary<string, DssObject> _flowObjects;

    internal Snapshot(JsonValue raw, ProjectInfo project, SnapshotObjects objects)
    {
        Raw = raw;
        Project = project;
        Datasets = objects.Datasets;
        Recipes = objects.Recipes;
        ManagedFolders = objects.ManagedFolders;
        SavedModels = objects.SavedModels;
        ModelEvaluationStores = objects.ModelEvaluationStores;
        StreamingEndpoints = objects.StreamingEndpoints;
        KnowledgeBanks = objects.KnowledgeBanks;
        Scenarios = objects.Scenarios;
        Zones = objects.Zones;
        Variables = objects.Variables;

        _flowObjects = new Dictionary<string, DssObject>(StringComparer.Ordinal);
        foreach (IReadOnlyList<DssObject> list in new IReadOnlyList<DssObject>[] { Datasets, ManagedFolders, SavedModels, ModelEvaluationStores, StreamingEndpoints, KnowledgeBanks })
        {
            foreach (DssObject item in list)
            {
                if (!_flowObjects.ContainsKey(item.Id))
                    _flowObjects.Add(item.Id, item);
            }
        }

        var recipes = new Dictionary<string, RecipeDefinition>(Recipes.Count, StringComparer.Ordinal);
        foreach (RecipeDefinition recipe in Recipes)
        {
            if (!recipes.ContainsKey(recipe.Name))
                recipes.Add(recipe.Name, recipe);
        }

        RecipesByName = recipes;
    }

    /// <summary>The snapshot's whole JSON, unknown fields included.</summary>
    public JsonValue Raw { get; }

    /// <summary>The project.</summary>
    public ProjectInfo Project { get; }

    /// <summary>The datasets.</summary>
    public IReadOnlyList<DatasetDefinition> Datasets { get; }

    /// <summary>The recipes.</summary>
    public IReadOnlyList<RecipeDefinition> Recipes { get; }

    /// <summary>The managed folders.</summary>
    public IReadOnlyList<ManagedFolderDefinition> ManagedFolders { get; }

    /// <summary>The saved models.</summary>
    public IReadOnlyList<SavedModelDefinition> SavedModels { get; }

    /// <summary>The model evaluation stores.</summary>
    public IReadOnlyList<ModelEvaluationStoreDefinition> ModelEvaluationStores { get; }

    /// <summary>The streaming endpoints.</summary>
    public IReadOnlyList<StreamingEndpointDefinition> StreamingEndpoints { get; }

    /// <summary>The knowledge banks.</summary>
    public IReadOnlyList<KnowledgeBankDefinition> KnowledgeBanks { get; }

    /// <summary>The scenarios.</summary>
    public IReadOnlyList<ScenarioDefinition> Scenarios { get; }

    /// <summary>The flow zones.</summary>
    public IReadOnlyList<ZoneDefinition> Zones { get; }

    /// <summary>The project variables.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; }

    /// <summary>The recipes by name.</summary>
    public IReadOnlyDictionary<string, RecipeDefinition> RecipesByName { get; }

    /// <summary>The dataset of that name, or null.</summary>
    public DatasetDefinition? FindDataset(string name) => FindFlowObject(name) as DatasetDefinition;

    /// <summary>The dataset, folder, model, store, endpoint or knowledge bank that a recipe's reference means; null if it is foreign or gone.</summary>
    public DssObject? FindFlowObject(string reference)
    {
        if (_flowObjects.TryGetValue(reference, out DssObject? found))
            return found;

        // A reference may carry this project's own key.
        string prefix = Project.ProjectKey + ".";
        return Project.ProjectKey.Length > 0 && reference.StartsWith(prefix, StringComparison.Ordinal) && _flowObjects.TryGetValue(reference.Substring(prefix.Length), out found)
            ? found
            : null;
    }

    /// <summary>The same snapshot with a dataset or recipe in the place of another of its name; all other objects are shared.</summary>
    internal Snapshot With<T>(T old, T now)
        where T : DssObject
    {
        string list = now is RecipeDefinition ? "recipes" : "datasets";
        JsonValue raw = Raw.With(list, JsonValue.Array([.. Raw.FindItems(list).Select(item => item == old.Raw ? now.Raw : item)]));
        return new Snapshot(raw, Project, new SnapshotObjects
        {
            Datasets = Replaced(Datasets),
            Recipes = Replaced(Recipes),
            ManagedFolders = ManagedFolders,
            SavedModels = SavedModels,
            ModelEvaluationStores = ModelEvaluationStores,
            StreamingEndpoints = StreamingEndpoints,
            KnowledgeBanks = KnowledgeBanks,
            Scenarios = Scenarios,
            Zones = Zones,
            Variables = Variables,
        });

        IReadOnlyList<TItem> Replaced<TItem>(IReadOnlyList<TItem> items)
            where TItem : DssObject =>
            old is TItem ? [.. items.Select(item => item == (DssObject)old ? (TItem)(DssObject)now : item)] : items;
    }

    /// <summary>Whether a reference means an object of another project (<c>OTHERPROJECT.name</c>).</summary>
    public bool IsForeign(string reference) => reference.IndexOf('.') > 0 && FindFlowObject(reference) is null;
}

/// <summary>The objects of a snapshot, by kind.</summary>
internal sealed class SnapshotObjects
{
    public IReadOnlyList<DatasetDefinition> Datasets { get; init; } = [];
    public IReadOnlyList<RecipeDefinition> Recipes { get; init; } = [];
    public IReadOnlyList<ManagedFolderDefinition> ManagedFolders { get; init; } = [];
    public IReadOnlyList<SavedModelDefinition> SavedModels { get; init; } = [];
    public IReadOnlyList<ModelEvaluationStoreDefinition> ModelEvaluationStores { get; init; } = [];
    public IReadOnlyList<StreamingEndpointDefinition> StreamingEndpoints { get; init; } = [];
    public IReadOnlyList<KnowledgeBankDefinition> KnowledgeBanks { get; init; } = [];
    public IReadOnlyList<ScenarioDefinition> Scenarios { get; init; } = [];
    public IReadOnlyList<ZoneDefinition> Zones { get; init; } = [];
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];
}
