using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Columns that a step finds in the data. They stand after the step's column, in the order in which they are found.</summary>
/// <param name="table">The table, made whole before.</param>
/// <param name="input">The step's column.</param>
internal sealed class FoundColumns(PrepareTable table, PrepareColumn input)
{
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<List<(string?[] Row, string? Value)>> _values = [];

    /// <summary>The names found so far.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Notes a cell of a row.</summary>
    public void Set(string?[] row, string name, string? value)
    {
        if (!_order.TryGetValue(name, out int index))
        {
            _order[name] = index = _names.Count;
            _names.Add(name);
            _values.Add([]);
        }

        _values[index].Add((row, value));
    }

    /// <summary>Makes sure a column is there even if no row has a value.</summary>
    public void Declare(string name)
    {
        if (_order.TryAdd(name, _names.Count))
        {
            _names.Add(name);
            _values.Add([]);
        }
    }

    /// <summary>Adds the columns and writes the cells; gives the rows on.</summary>
    public void Finish(List<string?[]> rows, PrepareColumn? after = null, StorageType type = StorageType.Unknown)
    {
        PrepareColumn last = after ?? input;
        int[] slots = new int[_names.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            bool exists = table.Columns.Find(_names[i]) is not null;
            PrepareColumn column = table.Columns.Put(_names[i], type, [input], last);
            slots[i] = table.Slot(column);
            last = exists ? last : column;
        }

        // Rows are widened here, so cells are found again by reference.
        var cells = new Dictionary<string?[], List<(int Slot, string? Value)>>(ReferenceEqualityComparer.Instance as IEqualityComparer<string?[]>);
        for (int i = 0; i < slots.Length; i++)
        {
            foreach ((string?[] row, string? value) in _values[i])
            {
                if (!cells.TryGetValue(row, out List<(int, string?)>? list))
                    cells[row] = list = [];
                list.Add((slots[i], value));
            }
        }

        for (int r = 0; r < rows.Count; r++)
        {
            string?[] row = rows[r];
            string?[] wide = row;
            if (wide.Length < table.Width)
                Array.Resize(ref wide, table.Width);
            if (cells.TryGetValue(row, out List<(int Slot, string? Value)>? list))
            {
                foreach ((int slot, string? value) in list)
                    wide[slot] = PrepareTable.Cell(value);
            }

            rows[r] = wide;
        }

        table.Replace(rows);
    }
}
