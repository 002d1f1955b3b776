using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Compares two snapshots of a project. The compiler's tombstones and <c>dss-typed diff</c> tell the same.</summary>
public sealed class SnapshotDiff
{
    private readonly FlowInference _old;
    private readonly FlowInference _new;

    private SnapshotDiff(Snapshot old, Snapshot now)
    {
        _old = FlowInference.AfterBuild(new FlowGraph(old));
        _new = FlowInference.AfterBuild(new FlowGraph(now));
    }

    /// <summary>What is different in the new snapshot: the worst first, then by kind and name.</summary>
    public static IReadOnlyList<SnapshotChange> Compare(Snapshot old, Snapshot now)
    {
        var diff = new SnapshotDiff(old, now);
        return [.. diff.All(old, now)
            .OrderByDescending(change => change.Impact).ThenBy(change => change.Kind, StringComparer.Ordinal).ThenBy(change => change.Object, StringComparer.Ordinal)
            .ThenBy(change => change.Column, StringComparer.Ordinal).ThenBy(change => change.Finding.Message, StringComparer.Ordinal)];
    }

    private IEnumerable<SnapshotChange> All(Snapshot old, Snapshot now) =>
    [
        .. ObjectChanges.Of("dataset", old.Datasets, now.Datasets, BaselineDiagnostics.DatasetRemoved),
        .. ObjectChanges.Of("recipe", old.Recipes, now.Recipes, BaselineDiagnostics.RecipeRemoved),
        .. ObjectChanges.Of("managed folder", old.ManagedFolders, now.ManagedFolders),
        .. ObjectChanges.Of("saved model", old.SavedModels, now.SavedModels),
        .. ObjectChanges.Of("model evaluation store", old.ModelEvaluationStores, now.ModelEvaluationStores),
        .. ObjectChanges.Of("streaming endpoint", old.StreamingEndpoints, now.StreamingEndpoints),
        .. ObjectChanges.Of("knowledge bank", old.KnowledgeBanks, now.KnowledgeBanks),
        .. ObjectChanges.Of("scenario", old.Scenarios, now.Scenarios),
        .. ObjectChanges.Of("flow zone", old.Zones, now.Zones),
        .. ObjectChanges.Of("project variable", old.Variables, now.Variables),
        .. Variables(old, now),
        .. Datasets(old, now),
        .. now.Recipes.Where(recipe => old.RecipesByName.ContainsKey(recipe.Name))
            .SelectMany(recipe => RecipeChanges.Of(_old.Graph, old.RecipesByName[recipe.Name], _new.Graph, recipe)),
    ];

    private IEnumerable<SnapshotChange> Datasets(Snapshot old, Snapshot now)
    {
        var stored = Causes(old, now, (_, dataset) => dataset.Schema);
        var built = Causes(old, now, (snapshot, dataset) => (snapshot == old ? _old : _new).SchemaAfterBuild(dataset));
        foreach (DatasetDefinition dataset in now.Datasets)
        {
            if (old.FindDataset(dataset.Name) is not { } before)
                continue;

            foreach (SnapshotChange change in DatasetChanges.Of(before, dataset))
                yield return change;

            SnapshotChange[] columns = [.. ColumnChanges.Of(before, dataset, before.Schema, dataset.Schema, stored, onNextBuild: false)];
            foreach (SnapshotChange change in columns)
                yield return change;

            // What is not stored yet but comes with the next build; what was out of date before already is no change.
            foreach (SnapshotChange change in ColumnChanges.Of(before, dataset, _old.SchemaAfterBuild(before), _new.SchemaAfterBuild(dataset), built, onNextBuild: true))
            {
                if (!columns.Any(known => known.Column == change.Column))
                    yield return change;
            }
        }
    }

    private ChangeCauses Causes(Snapshot old, Snapshot now, Func<Snapshot, DatasetDefinition, Schema> schemaOf) =>
        new(old, now, () => new ColumnLineage(_old), () => new ColumnLineage(_new), schemaOf);

    private static IEnumerable<SnapshotChange> Variables(Snapshot old, Snapshot now)
    {
        foreach (VariableDefinition variable in now.Variables)
        {
            if (old.Variables.FirstOrDefault(other => other.Name == variable.Name) is not { } before || Equals(before.Value, variable.Value))
                continue;

            yield return new SnapshotChange(before.Value?.Kind == variable.Value?.Kind ? ChangeImpact.Neutral : ChangeImpact.Breaking, "project variable", variable.Name, "",
                Finding.Of(BaselineDiagnostics.SettingsChanged, variable.Span, variable.Name, "project variable", "values", ""));
        }
    }
}
