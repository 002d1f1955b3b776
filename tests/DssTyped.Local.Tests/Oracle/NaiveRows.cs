using System.Globalization;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Rows of plain values: null, string, long, double, bool or DateTime (UTC).</summary>
internal sealed record NaiveRows(List<(string Name, string Type)> Columns, List<object?[]> Rows)
{
    public static NaiveRows Of(Table table) => new([.. table.Columns], [.. table.Rows.Select(row => row.Select((cell, index) => Parse(cell, table.Columns[index].Type)).ToArray())]);

    public Table ToTable() => new(Columns, [.. Rows.Select(row => row.Select((cell, index) => Text(cell, Columns[index].Type)).ToArray())]);

    public int At(string name) => Columns.FindIndex(column => column.Name == name) is >= 0 and var index ? index : throw new InvalidOperationException($"No column {name}");

    /// <summary>The cells of a row as text, by their columns; a column that is not there is empty.</summary>
    public Func<string, string?> CellsOf(object?[] row) => name => Columns.FindIndex(column => column.Name == name) is >= 0 and var index ? Text(row[index], Columns[index].Type) : null;

    public static bool IsNumber(string type) => type is "tinyint" or "smallint" or "int" or "bigint" or "float" or "double";

    public static bool IsWhole(string type) => type is "tinyint" or "smallint" or "int" or "bigint";

    /// <summary>Text as DSS writes it.</summary>
    public static string? Text(object? value, string type) => value switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        bool flag => flag ? "true" : "false",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => NaiveValues.Text(number),
        DateTime moment => type == "dateonly" ? moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : moment.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) + (type == "date" ? "Z" : ""),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Compares values of one type; null is smallest.</summary>
    public static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => string.CompareOrdinal(x, y),
        (bool x, bool y) => x.CompareTo(y),
        (DateTime x, DateTime y) => x.CompareTo(y),
        (long x, long y) => x.CompareTo(y),
        _ => Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture)),
    };

    public static object? Parse(string? cell, string type) => string.IsNullOrEmpty(cell) ? null : type switch
    {
        _ when IsWhole(type) => long.Parse(cell, CultureInfo.InvariantCulture),
        _ when IsNumber(type) => double.Parse(cell, CultureInfo.InvariantCulture),
        "boolean" => cell == "true",
        "date" or "dateonly" or "datetimenotz" => DateTime.Parse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
        _ => cell,
    };

    /// <summary>A stable sort.</summary>
    public static List<int> Sorted(IEnumerable<int> rows, params Comparison<int>[] keys)
    {
        List<int> sorted = [.. rows];
        sorted = [.. sorted.OrderBy(row => row, Comparer<int>.Create((a, b) =>
        {
            foreach (Comparison<int> key in keys)
            {
                if (key(a, b) is not 0 and var order)
                    return order;
            }

            return 0;
        }))];
        return sorted;
    }
}
