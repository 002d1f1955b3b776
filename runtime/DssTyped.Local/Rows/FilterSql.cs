using System.Diagnostics;
using System.Globalization;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Rows;

/// <summary>Filter conditions as SQL. A condition is true or false, never unknown: an empty cell matches no comparison.</summary>
internal static class FilterSql
{
    /// <summary>A condition as an expression.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="column">The expression of a column.</param>
    public static string Of(FilterCondition condition, Func<string, string> column) => condition switch
    {
        FilterCondition.Compare compare when IsNoNumber(compare.Value) => compare.Operator == FilterOperator.NotEqual ? $"{column(compare.Column)} IS NOT NULL" : "false",
        FilterCondition.Compare compare => $"coalesce({Comparison(column(compare.Column), compare.Operator, compare.Value)}, false)",
        FilterCondition.OneOf oneOf when oneOf.Values.All(IsNoNumber) => "false",
        FilterCondition.OneOf oneOf when oneOf.Values.All(value => value is string) => TextLists.IsOneOf(column(oneOf.Column), [.. oneOf.Values.Cast<string>()]),
        FilterCondition.OneOf oneOf => $"coalesce({column(oneOf.Column)} IN ({string.Join(", ", oneOf.Values.Where(value => !IsNoNumber(value)).Select(Literal))}), false)",
        FilterCondition.Empty empty => $"{column(empty.Column)} IS {(empty.Negated ? "NOT " : "")}NULL",
        FilterCondition.And and => $"({Of(and.Left, column)} AND {Of(and.Right, column)})",
        FilterCondition.Or or => $"({Of(or.Left, column)} OR {Of(or.Right, column)})",
        FilterCondition.Not not => $"NOT {Of(not.Operand, column)}",
        _ => throw new UnreachableException(condition.GetType().Name),
    };

    // NaN is in no order with anything and equals nothing, as in C# and on a DSS server; to DuckDB it is the largest number.
    private static bool IsNoNumber(object value) => value is double.NaN or float.NaN;

    private static string Comparison(string column, FilterOperator comparison, object value) => comparison is FilterOperator.Greater or FilterOperator.GreaterOrEqual && value is double or float
        ? $"({Comparison(column, comparison, Literal(value))} AND NOT isnan({column}))"
        : Comparison(column, comparison, Literal(value));

    private static string Comparison(string column, FilterOperator comparison, string value) => comparison switch
    {
        FilterOperator.Equal => $"{column} = {value}",
        FilterOperator.NotEqual => $"{column} <> {value}",
        FilterOperator.Greater => $"{column} > {value}",
        FilterOperator.GreaterOrEqual => $"{column} >= {value}",
        FilterOperator.Less => $"{column} < {value}",
        FilterOperator.LessOrEqual => $"{column} <= {value}",
        FilterOperator.Contains => $"contains({column}, {value})",
        FilterOperator.StartsWith => $"starts_with({column}, {value})",
        FilterOperator.EndsWith => $"ends_with({column}, {value})",
    };

    private static string Literal(object value) => value switch
    {
        string text => SqlText.Literal(text),
        bool flag => flag ? "true" : "false",
        double number => SqlText.Literal(number),
        float number => $"'{number.ToString("R", CultureInfo.InvariantCulture)}'::FLOAT",
        DateTimeOffset instant => $"'{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00'::TIMESTAMPTZ",
        DateTime moment => $"'{moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'::TIMESTAMP",
        DateOnly day => $"'{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'::DATE",
        DssJson json => SqlText.Literal(json.Text),
        GeoPoint point => SqlText.Literal(point.Wkt),
        Geometry geometry => SqlText.Literal(geometry.Wkt),
        sbyte or short or int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A filter can't compare with a value of type {value.GetType().Name}.", nameof(value)),
    };
}
