namespace DssTyped;

/// <summary>Finds the fetched position of a column of the compiled schema: the live schema may have another order.</summary>
internal sealed class ColumnMap
{
    private readonly Dataset _dataset;
    private readonly int[] _positions;

    public ColumnMap(Dataset dataset, IReadOnlyList<DatasetColumn> fetched)
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
            int position = (uint)column.Ordinal < (uint)_positions.Length ? _positions[column.Ordinal] : -1;
            return position >= 0 ? position : throw NotFetched(column);
        }
    }

    private InvalidOperationException NotFetched(Column column) =>
        new($"Column '{column.Name}' of dataset '{_dataset.Name}' was not fetched. Add it to the columns of ReadAsync, or import the snapshot again if the dataset lost it.");
}
