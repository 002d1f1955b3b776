using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Sql;

/// <summary>How a value becomes a cell of another type: as DSS does it, through the value's text. What is no value of the type becomes an empty cell.</summary>
internal static class OutputCasts
{
    /// <summary>An expression of one type as one of another.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="from">Its type.</param>
    /// <param name="to">The type wanted.</param>
    public static string Of(string value, StorageType from, StorageType to)
    {
        string type = DuckDbTypes.Of(to);
        if (IsText(to))
            return $"nullif({TextOf(value, from)}, '')";
        if (DuckDbTypes.Of(from) == type)
            return $"({value})::{type}";
        if (IsText(from))
            return Parse(value, to);

        return (from, to) switch
        {
            (_, StorageType.Float or StorageType.Double) when from.IsNumeric() => $"({value})::{type}",
            (StorageType.Float or StorageType.Double, _) when to.IsInteger() => $"CASE WHEN isfinite({value}) AND floor({value}) = {value} THEN try_cast({value} AS {type}) END",
            (_, _) when from.IsInteger() && to.IsInteger() => $"try_cast({value} AS {type})",
            (_, _) when from.IsTemporal() && to.IsTemporal() => $"({value})::{type}",
            _ => Parse(TextOf(value, from), to),
        };
    }

    /// <summary>Whether a cast can turn a value into an empty cell.</summary>
    public static bool CanLose(StorageType from, StorageType to) =>
        DuckDbTypes.Of(from) != DuckDbTypes.Of(to) && !IsText(to)
        && !(from.IsInteger() && (to is StorageType.Float or StorageType.Double || (to.IsInteger() && to > from)))
        && !(from is StorageType.Float or StorageType.Double && to is StorageType.Float or StorageType.Double)
        && !(from.IsTemporal() && to.IsTemporal());

    /// <summary>A value's text as DSS writes it.</summary>
    public static string TextOf(string value, StorageType from) => from switch
    {
        StorageType.Double => $"dss_text(({value})::DOUBLE)",
        StorageType.Float => $"dss_text_float(({value})::FLOAT)",
        StorageType.Date => $"strftime(({value})::TIMESTAMPTZ AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')",
        StorageType.DateTimeNoTz => $"strftime(({value})::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%g')",
        StorageType.DateOnly => $"strftime(({value})::DATE, '%Y-%m-%d')",
        _ => $"({value})::VARCHAR",
    };

    private static bool IsText(StorageType type) => DuckDbTypes.Of(type) == "VARCHAR";

    /// <summary>A text as a value that is no text; null where it is none.</summary>
    public static string Parse(string text, StorageType to)
    {
        string type = DuckDbTypes.Of(to);
        return to switch
        {
            StorageType.Boolean => $"CASE lower({text}) WHEN 'true' THEN true WHEN 'false' THEN false END",
            StorageType.Float or StorageType.Double =>
                $"CASE WHEN regexp_full_match({text}, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity') THEN try_cast({text} AS {type}) END",
            StorageType.Date => $"CASE WHEN {IsMoment(text)} THEN try_cast({Moment(text)} AS TIMESTAMPTZ) END",
            StorageType.DateTimeNoTz => $"CASE WHEN {IsMoment(text)} THEN try_cast(left({Moment(text)}, 26) AS TIMESTAMP) END",
            StorageType.DateOnly => $"CASE WHEN {IsMoment(text)} THEN try_cast(left({text}, 10) AS DATE) END",
            _ => $"CASE WHEN regexp_full_match({text}, '[+-]?[0-9]+') THEN try_cast({text} AS {type}) END",
        };
    }

    private const string MomentPattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?(Z|[+-](0[0-9]|1[0-8])(:?[0-5][0-9])?)?)?";

    private static string IsMoment(string text) => $"regexp_full_match({text}, '{MomentPattern}') AND NOT starts_with({text}, '0000')";

    // DuckDB wants seconds, and a point before their fraction.
    private static string Moment(string text) => $@"regexp_replace(replace({text}, ',', '.'), '^(.{{13}}:[0-9]{{2}})(Z|[+-].*)?$', '\1:00\2')";
}
