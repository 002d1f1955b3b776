using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Finds the upstream change that made a column change: the farthest one to which an unbroken chain of changed columns leads.</summary>
internal sealed class ChangeCauses(Snapshot old, Snapshot now, Func<ColumnLineage> oldLineage, Func<ColumnLineage> newLineage, Func<Snapshot, DatasetDefinition, Schema> schemaOf)
{
    private ColumnLineage? _old;
    private ColumnLineage? _new;

    /// <summary>Why a column is gone: the way it was made in the old flow.</summary>
    public EquatableArray<string> OfRemoved(DatasetDefinition dataset, string column) => Path(_old ??= oldLineage(), new LineageColumn(dataset.Id, column));

    /// <summary>Why a column is new or has another type: the way it is made in the new flow.</summary>
    public EquatableArray<string> OfChanged(DatasetDefinition dataset, string column) => Path(_new ??= newLineage(), new LineageColumn(dataset.Id, column));

    private EquatableArray<string> Path(ColumnLineage lineage, LineageColumn start)
    {
        var path = new List<string> { start.ToString() };
        var seen = new HashSet<LineageColumn> { start };
        LineageColumn at = start;
        while (lineage.DirectlyUpstreamOf(at).FirstOrDefault(edge => edge.Certainty <= LineageCertainty.ByName && !seen.Contains(edge.From) && IsChanged(edge.From)) is { } edge)
        {
            at = edge.From;
            seen.Add(at);
            path[0] += edge.Recipe.Length > 0 ? $" by '{edge.Recipe}'" : "";
            path.Insert(0, Describe(at));
        }

        return path.Count == 1 ? [] : path.ToEquatableArray();
    }

    private bool IsChanged(LineageColumn column)
    {
        (SchemaColumn? before, SchemaColumn? after) = Find(column);
        return before is null ? after is not null : after is null || TypeChange.Of(before, after) is not null;
    }

    private string Describe(LineageColumn column)
    {
        (SchemaColumn? before, SchemaColumn? after) = Find(column);
        return $"{column} ({(before is null ? "new" : after is null ? "gone" : $"{TypeChange.InWords(before)} to {TypeChange.InWords(after)}")})";
    }

    private (SchemaColumn? Before, SchemaColumn? After) Find(LineageColumn column) => (Find(old, column), Find(now, column));

    private SchemaColumn? Find(Snapshot snapshot, LineageColumn column) => snapshot.FindDataset(column.Object) is { } dataset ? schemaOf(snapshot, dataset).Find(column.Column) : null;
}
