using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>Values of columns as text or numbers, as DSS sees them.</summary>
internal static class ValueSql
{
    /// <summary>What DSS takes for a number in text: no blanks, no hexadecimal, no separators.</summary>
    public const string NumberPattern = @"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?";

    /// <summary>A value as the text that DSS writes.</summary>
    public static string Text(StageColumn column) => Text(column.Sql, column.Type);

    /// <summary>An expression of a storage type as the text that DSS writes.</summary>
    public static string Text(string sql, StorageType type) => type switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt or StorageType.Boolean => $"CAST({sql} AS VARCHAR)",
        StorageType.Float => $"dss_text_float(CAST({sql} AS FLOAT))",
        StorageType.Double => $"dss_text({sql})",
        StorageType.Date => $"strftime({sql}, '%Y-%m-%dT%H:%M:%S.%gZ')",
        StorageType.DateTimeNoTz => $"strftime({sql}, '%Y-%m-%dT%H:%M:%S.%g')",
        StorageType.DateOnly => $"strftime({sql}, '%Y-%m-%d')",
        StorageType.Unknown or StorageType.String or StorageType.GeoPoint or StorageType.Geometry or StorageType.Array or StorageType.Map or StorageType.Object => sql,
    };

    /// <summary>A value as a number; null where it is none.</summary>
    public static string Number(StageColumn column) => column.Type switch
    {
        _ when column.Type.IsNumeric() => column.Sql,
        _ when DuckDbTypes.Of(column.Type) == "VARCHAR" => Number(column.Sql),
        _ => "NULL::DOUBLE",
    };

    /// <summary>A text as a double; null where it is no number.</summary>
    public static string Number(string text) => $"CASE WHEN regexp_full_match({text}, {SqlText.Literal(NumberPattern)}) THEN TRY_CAST({text} AS DOUBLE) END";

    /// <summary>A text as a value of a storage type; what does not fit becomes empty, as DSS does when it writes.</summary>
    public static string Parsed(string text, StorageType type) => DuckDbTypes.Of(type) switch
    {
        "VARCHAR" => $"nullif({text}, '')",
        var whole when type.IsInteger() => $@"CASE WHEN regexp_full_match({text}, '[+-]?\d+(\.0*)?') THEN TRY_CAST(regexp_replace({text}, '\.0*$', '') AS {whole}) END",
        _ => OutputCasts.Parse(text, type),
    };

    /// <summary>A value for sorting: nulls count as smallest, and texts go by their bytes.</summary>
    public static string Order(string sql, bool descending) => descending ? $"{sql} DESC NULLS LAST" : $"{sql} ASC NULLS FIRST";
}
