namespace DssTyped;

/// <summary>Finds the fetched position of a column of the compiled schema: the live schema may have another order.</summary>
internal sealed class ColumnMap
{
    private readonly Dataset _dataset;
    private readonly int[] _positions;

    private ColumnMap(Dataset dataset, IReadOnlyList<DatasetColumn> fetched)
    {
        _dataset = dataset;
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < fetched.Count; i++)
            byName.TryAdd(fetched[i].Name, i);

        _positions = [.. dataset.Schema.Columns.Select(column => byName.GetValueOrDefault(column.Name, -1))];
    }

    public int this[Column column]
    {
        get
        {
            int[] positions = _positions;
            int ordinal = column.Ordinal;
            return (uint)ordinal < (uint)positions.Length && positions[ordinal] is >= 0 and int position ? position : throw NotFetched(column);
        }
    }

    /// <summary>The map of what was fetched; null if every column is at its place in the compiled schema, so that nothing has to be found.</summary>
    public static ColumnMap? Of(Dataset dataset, IReadOnlyList<DatasetColumn> fetched)
    {
        var map = new ColumnMap(dataset, fetched);
        return map._positions.Select((position, ordinal) => position == ordinal).All(atItsPlace => atItsPlace) ? null : map;
    }

    private InvalidOperationException NotFetched(Column column) =>
        new($"Column '{column.Name}' of dataset '{_dataset.Name}' was not fetched. Add it to the columns of ReadAsync, or import the snapshot again if the dataset lost it.");
}
