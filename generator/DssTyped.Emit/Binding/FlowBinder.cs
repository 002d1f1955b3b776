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
    /// <param name="baseline">An older snapshot, whose objects keep their names and whose removed and changed members stay as tombstones; null for none.</param>
    public static FlowModel Bind(Snapshot snapshot, FlowOptions options, Snapshot? baseline = null) => Bind(snapshot, options, baseline, previous: null).Model;

    /// <summary>The model of a snapshot's code; what hangs on nothing but objects that the previous snapshot had too is taken over.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="options">What the project says about it.</param>
    /// <param name="baseline">An older snapshot; null for none.</param>
    /// <param name="previous">A flow that was bound before; null for none.</param>
    public static FlowBinding Bind(Snapshot snapshot, FlowOptions options, Snapshot? baseline, FlowBinding? previous)
    {
        var graph = new FlowGraph(snapshot);
        FlowInference inference = FlowInference.After(graph, previous?.Inference);
        FlowNames? before = baseline is null ? null : new FlowNames(baseline, options);
        var names = new FlowNames(snapshot, options, before);
        Tombstones tombstones = Tombstones.Of(baseline, snapshot);

        var header = new FlowHeader(options.Namespace, FlowNameOf(options), snapshot.Project.ProjectKey, snapshot.Project.Name, options.SnapshotFile);
        var binder = new DatasetBinder(snapshot, options, names, before, tombstones);
        BoundDatasets? known = baseline is null && previous?.Options == options ? previous.Datasets : null;

        // The first build of a large flow waits for this: neither list needs the other, so two cores share them.
        BoundDatasets datasets = null!;
        EquatableArray<RecipeModel> recipes = [];
        Parallel.Invoke(() => datasets = BoundDatasets.Bind(names, inference, binder, known), () => recipes = RecipeBinder.Bind(graph, names));
        var model = new FlowModel(header, datasets.Models, recipes, ObjectBinder.Bind(snapshot, names));
        if (before is not null)
            model = model with { GoneDatasets = binder.BindGone(), GoneRecipes = RecipeBinder.BindGone(tombstones, options, before, recipes) };

        return new FlowBinding(model, options, inference, datasets);
    }

    // A flow called like one of its catalogs would be two types of one name.
    private static string FlowNameOf(FlowOptions options) =>
        ReservedNames.Catalogs.Contains(options.FlowName) ? options.FlowName + "_" : options.FlowName;
}
