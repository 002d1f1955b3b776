using System.Globalization;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>
/// Makes small tables. Values are few, so that ties, groups and matches are many; a wide table also has what is rare in data and
/// easily got wrong.
/// </summary>
/// <param name="random">What chooses.</param>
/// <param name="isWide">Whether tables are wide.</param>
/// <param name="adds">Whether the recipe adds values up: then there are none whose sums differ with the order of adding.</param>
internal sealed class RandomTables(Random random, bool isWide, bool adds)
{
    private static readonly string?[] s_texts = [null, null, "a", "A", "b", "B", "ab", "é", "E", "a b", "1", "ß"];
    private static readonly (string Name, string Type)[] s_pool =
    [
        ("k", "string"), ("K", "string"), ("text", "string"), ("n", "bigint"), ("i", "int"), ("x", "double"), ("flag", "boolean"), ("day", "date"), ("d only", "dateonly"), ("s\"q", "string"),
    ];

    // Names that mean something elsewhere, and types that are rare.
    private static readonly (string Name, string Type)[] s_odd =
    [
        ("N", "double"), ("É", "string"), ("é", "bigint"), ("select", "int"), ("a.b", "string"), ("1st", "smallint"), ("it's", "datetimenotz"), ("$n", "tinyint"), ("c0", "float"), ("p0", "string"), ("😀", "boolean"), (" ", "dateonly"), ("list", "array"),
    ];

    private static readonly string[] s_wideTexts =
    [
        " ", " a", "a ", "\u00A0", "NULL", "NaN", "null", "e\u0301", "😀", "ﬁ", "｡", "a\nb", "a\tb", "\"", "'", "%", "_", "\\", "-0", "1.0", "01", "true", "ǅ", "İ", "ı", "I", "Σ", "ς", "σ", "ẞ",
    ];

    private static readonly DateTime[] s_wideDates = [new(1969, 12, 31, 23, 59, 59, 999), new(1900, 1, 1), new(50, 6, 15), new(1, 1, 1), new(2024, 2, 29, 23, 59, 59, 1), new(9950, 12, 31, 23, 59, 59, 999), new(9999, 12, 31, 23, 59, 59, 999)];
    private static readonly double[] s_everyDouble = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1, 1e-7, 123456789.125];
    private static readonly double[] s_extremeDoubles = [-0.0, 1e20, -1e20, 9007199254740992, double.MaxValue, -double.MaxValue, double.Epsilon];

    /// <summary>Texts as they are compared with.</summary>
    public string Word() => (isWide && random.Chance(0.3) ? random.Pick(s_wideTexts) : random.Pick(s_texts)) ?? "";

    public List<(string Name, string Type)> Columns(int least = 3, int most = 6)
    {
        List<(string Name, string Type)> columns = random.Some(s_pool, least, most);
        return random.Chance(0.4) ? [.. columns, .. random.Some(s_odd, 1, 2)] : columns;
    }

    /// <summary>Columns that every table may have.</summary>
    public List<(string Name, string Type)> Known(int least, int most) => random.Some(s_pool, least, most);

    /// <summary>A table of up to so many rows: often with rows that occur twice, now and then with none or one, or with a column without values.</summary>
    public Table Rows(IReadOnlyList<(string Name, string Type)> columns, int most)
    {
        int empty = random.Chance(0.15) ? random.Next(columns.Count) : -1;
        int count = random.Chance(0.1) ? random.Next(0, 2) : random.Next(0, most + 1);
        var rows = new List<string?[]>();
        while (rows.Count < count)
        {
            rows.Add(rows.Count > 0 && random.Chance(0.15)
                ? [.. random.Pick(rows)]
                : [.. columns.Select((column, index) => index == empty ? null : Cell(column.Type))]);
        }

        return new Table(columns, rows);
    }

    public string? Cell(string type)
    {
        string? cell = random.Chance(0.15) ? null : isWide && random.Chance(0.3) ? Wide(type) : type switch
        {
            "bigint" or "int" or "smallint" or "tinyint" => random.Next(-2, 4).ToString(CultureInfo.InvariantCulture),
            "double" or "float" => NaiveRows.Text(random.Next(-6, 10) * 0.25, type),
            "boolean" => random.Chance() ? "true" : "false",
            "date" or "datetimenotz" => NaiveRows.Text(new DateTime(2024, 1, random.Next(1, 4), random.Chance() ? 0 : 13, 30, 0, DateTimeKind.Utc), type),
            "dateonly" => $"2024-0{random.Next(1, 4)}-29",
            "array" => random.Pick(["[]", """["a"]""", """["a","b"]""", "[1]"]),
            _ => random.Pick(s_texts),
        };
        return cell;
    }

    private string? Wide(string type) => type switch
    {
        // Twice 2^62 is more than a bigint holds.
        "bigint" => random.Pick<string>(adds ? ["4611686018427387904"] : ["9007199254740993", "9007199254740992", "9223372036854775807", "-9223372036854775808"]),
        "int" => random.Pick(["2147483647", "-2147483648"]),
        "smallint" => random.Pick(["32767", "-32768"]),
        "tinyint" => random.Pick(["127", "-128"]),
        "double" => NaiveRows.Text(random.Pick(adds || random.Chance() ? s_everyDouble : s_extremeDoubles), type),
        "float" => NaiveRows.Text(random.Pick(s_everyDouble[..3]), type),
        "boolean" => "true",
        "date" or "datetimenotz" => NaiveRows.Text(DateTime.SpecifyKind(random.Pick(s_wideDates), DateTimeKind.Utc), type),
        "dateonly" => random.Pick(["1969-12-31", "0050-06-15", "0001-01-01", "9950-12-31", "9999-12-31", "2024-02-29"]),
        "array" => random.Pick(["[null]", """["é\n"]""", "[[],{}]"]),
        _ => random.Pick(s_wideTexts),
    };
}
