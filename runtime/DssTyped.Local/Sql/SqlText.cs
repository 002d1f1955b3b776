using System.Globalization;

namespace DssTyped.Local.Sql;

/// <summary>The one place where text becomes part of a statement.</summary>
internal static class SqlText
{
    /// <summary>An identifier in quotes.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A string literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A double literal that DuckDB reads back as the same value.</summary>
    public static string Literal(double value) => $"'{value.ToString("R", CultureInfo.InvariantCulture)}'::DOUBLE";
}
