using System.Collections;

namespace DssTyped.Flow.Schemas;

/// <summary>The columns of a dataset, in order.</summary>
public sealed class Schema : IReadOnlyList<SchemaColumn>
{
    private readonly IReadOnlyList<SchemaColumn> _columns;
    private Dictionary<string, int>? _index;

    /// <summary>A schema of these columns. Of two columns with one name, the first is found by name.</summary>
    public Schema(IReadOnlyList<SchemaColumn> columns) => _columns = columns;

    /// <summary>A schema of columns whose places are known already.</summary>
    internal Schema(IReadOnlyList<SchemaColumn> columns, Dictionary<string, int> index) => (_columns, _index) = (columns, index);

    /// <summary>The schema without columns: a dataset that was never built.</summary>
    public static Schema Empty { get; } = new([]);

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Count;

    /// <summary>The column at an index from 0.</summary>
    public SchemaColumn this[int index] => _columns[index];

    /// <summary>The column of that exact name, or null.</summary>
    public SchemaColumn? Find(string name) => IndexOf(name) is >= 0 and int index ? _columns[index] : null;

    /// <summary>The index of the column of that exact name, or -1.</summary>
    public int IndexOf(string name)
    {
        if (_index is null)
        {
            var index = new Dictionary<string, int>(_columns.Count, StringComparer.Ordinal);
            for (int i = _columns.Count - 1; i >= 0; i--)
                index[_columns[i].Name] = i;

            _index = index;
        }

        return _index.TryGetValue(name, out int found) ? found : -1;
    }

    /// <summary>The column name most like a wrong one, or null.</summary>
    public string? NearestTo(string name) => NearestName.Of(name, _columns.Select(column => column.Name));

    /// <summary>Enumerates the columns in order.</summary>
    public IEnumerator<SchemaColumn> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
