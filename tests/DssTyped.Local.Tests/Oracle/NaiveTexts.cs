using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>A table of text in a prepare recipe: rows know their cells by name, an empty cell is not there.</summary>
internal sealed class NaiveTexts(IEnumerable<string> columns, IEnumerable<Dictionary<string, string>> rows)
{
    public List<string> Columns { get; } = [.. columns];

    public List<Dictionary<string, string>> Rows { get; set; } = [.. rows];

    public static NaiveTexts Of(Table table) => new(table.Columns.Select(column => column.Name), table.Rows.Select(row =>
        table.Columns.Select((column, index) => (column.Name, Cell: row[index])).Where(cell => !string.IsNullOrEmpty(cell.Cell)).ToDictionary(cell => cell.Name, cell => cell.Cell!)));

    public Table ToTable() => new([.. Columns.Select(name => (name, "string"))], [.. Rows.Select(row => Columns.Select(name => row.GetValueOrDefault(name)).ToArray())]);

    public static void Set(Dictionary<string, string> row, string column, string? cell)
    {
        row.Remove(column);
        if (!string.IsNullOrEmpty(cell))
            row[column] = cell;
    }

    /// <summary>Writes a column, new or there already.</summary>
    public void Write(string column, Func<Dictionary<string, string>, string?> cell)
    {
        string?[] cells = [.. Rows.Select(cell)];
        Add(column);
        for (int i = 0; i < cells.Length; i++)
            Set(Rows[i], column, cells[i]);
    }

    public void Add(string column)
    {
        if (!Columns.Contains(column))
            Columns.Add(column);
    }

    public void Remove(string column)
    {
        Columns.Remove(column);
        Rows.ForEach(row => row.Remove(column));
    }
}
