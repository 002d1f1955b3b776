using DssTyped.Emit.Model;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>What breaking changes against a baseline leave behind: members that only say what happened to them.</summary>
internal sealed class Tombstones
{
    private static readonly Tombstones None = new(null, []);

    private readonly Snapshot? _baseline;
    private readonly Dictionary<(string Kind, string Object, string Column), ObsoleteModel> _changes = [];

    private Tombstones(Snapshot? baseline, IEnumerable<SnapshotChange> changes)
    {
        _baseline = baseline;
        foreach (SnapshotChange change in changes)
        {
            FlowDiagnostic rule = change.Finding.Rule;
            bool leavesMember = rule == BaselineDiagnostics.ColumnRemoved || rule == BaselineDiagnostics.ColumnRetyped
                || rule == BaselineDiagnostics.DatasetRemoved || rule == BaselineDiagnostics.RecipeRemoved;
            if (leavesMember && !_changes.ContainsKey((change.Kind, change.Object, change.Column)))
                _changes.Add((change.Kind, change.Object, change.Column), new ObsoleteModel(rule.Id, change.Finding.Message, rule.HelpPage, change.OnNextBuild));
        }
    }

    /// <summary>The tombstones of a snapshot that is compared with a baseline; none without one.</summary>
    public static Tombstones Of(Snapshot? baseline, Snapshot now) => baseline is null ? None : new Tombstones(baseline, SnapshotDiff.Compare(baseline, now));

    /// <summary>Datasets that are gone.</summary>
    public IEnumerable<(DatasetDefinition Dataset, ObsoleteModel Obsolete)> Datasets =>
        (_baseline?.Datasets ?? []).Where(dataset => _changes.ContainsKey(("dataset", dataset.Name, ""))).Select(dataset => (dataset, _changes[("dataset", dataset.Name, "")]));

    /// <summary>Recipes that are gone.</summary>
    public IEnumerable<(RecipeDefinition Recipe, ObsoleteModel Obsolete)> Recipes =>
        (_baseline?.Recipes ?? []).Where(recipe => _changes.ContainsKey(("recipe", recipe.Name, ""))).Select(recipe => (recipe, _changes[("recipe", recipe.Name, "")]));

    /// <summary>The dataset as it was; null if it is new or there is no baseline.</summary>
    public DatasetDefinition? Before(string dataset) => _baseline?.FindDataset(dataset);

    /// <summary>What happened to a column; null if nothing that breaks code.</summary>
    public ObsoleteModel? OfColumn(string dataset, string column) => _changes.Count > 0 && _changes.TryGetValue(("column", dataset, column), out ObsoleteModel? found) ? found : null;
}
