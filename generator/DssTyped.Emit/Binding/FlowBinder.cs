using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Decides what is generated for a snapshot: which objects, which names, which proofs.</summary>
public static class FlowBinder
{
    /// <summary>The model of a snapshot's code. Depends on the snapshot's content, not on the order of its lists.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="options">What the project says about it.</param>
    /// <param name="baseline">An older snapshot whose removed and changed members stay as tombstones; null for none.</param>
    public static FlowModel Bind(Snapshot snapshot, FlowOptions options, Snapshot? baseline = null)
    {
        var graph = new FlowGraph(snapshot);
        var lineage = new ColumnLineage(new FlowInference(graph));
        Tombstones tombstones = Tombstones.Of(baseline, snapshot);

        var types = new NameScope([.. ReservedNames.Catalogs, options.FlowName]);
        var header = new FlowHeader(options.Namespace, FlowNameOf(options), snapshot.Project.ProjectKey, snapshot.Project.Name, options.SnapshotFile);
        var objects = new Dictionary<string, BoundObject>(StringComparer.Ordinal);

        EquatableArray<DatasetModel> datasets = DatasetBinder.Bind(snapshot, options, types, objects, lineage, tombstones);
        var groups = new List<ObjectGroupModel>();
        Add(ObjectKind.ManagedFolder, snapshot.ManagedFolders);
        Add(ObjectKind.SavedModel, snapshot.SavedModels);
        Add(ObjectKind.ModelEvaluationStore, snapshot.ModelEvaluationStores);
        Add(ObjectKind.StreamingEndpoint, snapshot.StreamingEndpoints);
        Add(ObjectKind.KnowledgeBank, snapshot.KnowledgeBanks);
        Add(ObjectKind.Scenario, snapshot.Scenarios);
        Add(ObjectKind.Zone, snapshot.Zones);
        Add(ObjectKind.Variable, snapshot.Variables);
        EquatableArray<RecipeModel> recipes = RecipeBinder.Bind(graph, options, types, objects);
        return new FlowModel(header, datasets, recipes, groups.ToEquatableArray())
        {
            GoneDatasets = DatasetBinder.BindGone(tombstones, options, types),
            GoneRecipes = RecipeBinder.BindGone(tombstones, options, recipes),
        };

        void Add(ObjectKind kind, IReadOnlyList<DssObject> items)
        {
            if (items.Count > 0)
                groups.Add(ObjectBinder.Bind(kind, items, types, objects));
        }
    }

    // A flow called like one of its catalogs would be two types of one name.
    private static string FlowNameOf(FlowOptions options) =>
        Array.IndexOf(ReservedNames.Catalogs, options.FlowName) >= 0 ? options.FlowName + "_" : options.FlowName;
}

/// <summary>An object that recipes can refer to, once it has a type.</summary>
internal sealed record BoundObject(string TypeName, string Path, string Member, string DssName, string Kind);
