using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
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
        (string x, string y) => CompareTexts(x, y),
        (bool x, bool y) => x.CompareTo(y),
        (DateTime x, DateTime y) => x.CompareTo(y),
        (long x, long y) => x.CompareTo(y),
        _ => CompareNumbers(Convert.ToDouble(a, CultureInfo.InvariantCulture), Convert.ToDouble(b, CultureInfo.InvariantCulture)),
    };

    /// <summary>Texts go by their code points, as in databases.</summary>
    public static int CompareTexts(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

    /// <summary>A letter at a time, without a look at its neighbours.</summary>
    public static string Lower(string text) => string.Concat(text.EnumerateRunes().Select(letter => letter.Value == 0x130 ? "i" : Rune.ToLowerInvariant(letter).ToString()));

    // No number is larger than NaN.
    private static int CompareNumbers(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.IsNaN(a).CompareTo(double.IsNaN(b)) : a.CompareTo(b);

    /// <summary>A whole number of a type.</summary>
    /// <exception cref="OverflowException">The type can't hold it.</exception>
    public static long Fit(Int128 whole, string type) => type switch
    {
        "tinyint" => checked((sbyte)whole),
        "smallint" => checked((short)whole),
        "int" => checked((int)whole),
        _ => checked((long)whole),
    };

    /// <summary>A value as one of another type; null where it is none.</summary>
    public static object? Converted(object? value, string from, string to)
    {
        if (value is null || from == to)
            return value;
        if (value is DateTime moment && to is ("date" or "dateonly" or "datetimenotz"))
            return to == "dateonly" ? moment.Date : moment;
        if (value is long whole && IsWhole(to))
            return whole >= (to == "tinyint" ? sbyte.MinValue : to == "smallint" ? short.MinValue : to == "int" ? int.MinValue : long.MinValue) && whole <= (to == "tinyint" ? sbyte.MaxValue : to == "smallint" ? short.MaxValue : to == "int" ? int.MaxValue : long.MaxValue) ? whole : null;
        if (value is long or double && to is ("double" or "float"))
            return to == "double" ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : Single(Convert.ToDouble(value, CultureInfo.InvariantCulture));

        string text = Text(value, from)!;
        return to switch
        {
            "string" or "array" => text,
            "boolean" => text.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null },
            "double" or "float" => text switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => NaiveValues.OfCell(text) is long or double ? Converted(double.Parse(text, CultureInfo.InvariantCulture), "double", to) : null,
            },
            "date" or "dateonly" or "datetimenotz" => Converted(NaiveValues.Date(text), "date", to),
            _ => Regex.Match(text, @"^([+-]?[0-9]+)(\.0*)?\z") is { Success: true } match && long.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long spelled) ? Converted(spelled, "bigint", to) : null,
        };
    }

    // The shortest text of a float tells which double stands for it here.
    private static object? Single(double value) => !double.IsFinite(value) ? value : float.IsFinite((float)value) ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

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
