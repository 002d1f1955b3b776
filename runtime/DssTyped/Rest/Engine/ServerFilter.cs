using System.Diagnostics;
using System.Globalization;

namespace DssTyped.Rest;

/// <summary>
/// A formula in DSS's language that is true for at least the rows a filter lets through: the server sends fewer rows, the client
/// still decides. What can't be said without doubt is left out, which only makes the server send more.
/// </summary>
internal static class ServerFilter
{
    // Gateways take addresses of 8,000 characters; the formula shares one with names and partitions.
    private const int LongestEscaped = 4000;
    private const int MostValues = 100;
    private const long ExactInDouble = 1L << 53;
    private const double RoomForRounding = 1e-6;

    /// <summary>The formula; null when the server can't narrow anything.</summary>
    public static string? Of(FilterCondition condition) =>
        Kept(condition) is { } formula && Uri.EscapeDataString(formula).Length <= LongestEscaped ? formula : null;

    private static string? Kept(FilterCondition condition) => condition switch
    {
        FilterCondition.Compare compare => Comparison(compare.Column, compare.Operator, compare.Value),
        FilterCondition.OneOf { Values.Count: 0 or > MostValues } => null,
        FilterCondition.OneOf oneOf => oneOf.Values.Select(value => Comparison(oneOf.Column, FilterOperator.Equal, value)).Aggregate(Either),
        FilterCondition.Empty { Negated: true } there => HasText(there.Column),
        FilterCondition.Empty empty => Text(empty.Column) is { } text ? $"isBlank({text})" : null,
        FilterCondition.And and => Both(Kept(and.Left), Kept(and.Right)),
        FilterCondition.Or or => Either(Kept(or.Left), Kept(or.Right)),
        FilterCondition.Not not => LeftOut(not.Operand),
        _ => throw new UnreachableException($"Filter {condition.GetType().Name} is not known."),
    };

    /// <summary>True for at least the rows a condition keeps out.</summary>
    private static string? LeftOut(FilterCondition condition) => condition switch
    {
        FilterCondition.Empty empty => Kept(empty with { Negated = !empty.Negated }),
        FilterCondition.And and => Either(LeftOut(and.Left), LeftOut(and.Right)),
        FilterCondition.Or or => Both(LeftOut(or.Left), LeftOut(or.Right)),
        FilterCondition.Not not => Kept(not.Operand),
        // These rows include empty cells, NaN and whatever compares otherwise on the server.
        _ => null,
    };

    private static string? Comparison(string column, FilterOperator op, object value) => op == FilterOperator.NotEqual
        ? HasText(column)
        : value switch
        {
            string text => TextComparison(column, op, text),
            bool flag when op == FilterOperator.Equal => Text(column) is { } cell ? $"toLowercase({cell}) == \"{(flag ? "true" : "false")}\"" : null,
            double number => Number(column, op, number),
            float number => Number(column, op, number),
            DateTimeOffset instant => Day(column, op, instant.UtcDateTime),
            DateTime time => Day(column, op, time),
            DateOnly day => Day(column, op, day.ToDateTime(TimeOnly.MinValue)),
            sbyte or short or int or long => Whole(column, op, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            _ => null,
        };

    private static string? TextComparison(string column, FilterOperator op, string value) => (Text(column), FormulaText.Literal(value), op) switch
    {
        (null, _, _) or (_, null, _) => null,
        ({ } cell, { } literal, FilterOperator.Equal) => $"{cell} == {literal}",
        ({ } cell, { } literal, FilterOperator.Contains) => $"contains({cell}, {literal})",
        ({ } cell, { } literal, FilterOperator.StartsWith) => $"startsWith({cell}, {literal})",
        ({ } cell, { } literal, FilterOperator.EndsWith) => $"endsWith({cell}, {literal})",
        // In which order the server sorts texts, and whether it takes "10" for a number there, is not documented.
        _ => null,
    };

    // Rounding keeps an order but can make two numbers one, so only "at least" and "at most" hold on both sides.
    private static string? Whole(string column, FilterOperator op, long value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return value is > -ExactInDouble and < ExactInDouble ? Between(column, op, text, text) : null;
    }

    private static string? Number(string column, FilterOperator op, double value)
    {
        // Beyond these bounds a number would be written with an exponent.
        if (!(Math.Abs(value) < 1e15))
            return null;
        double room = Math.Max(Math.Abs(value), 1) * RoomForRounding;
        return Between(column, op, (value - room).ToString("F9", CultureInfo.InvariantCulture), (value + room).ToString("F9", CultureInfo.InvariantCulture));
    }

    /// <summary>A number within bounds, or a text that the server takes for no number (such as Infinity): the client tells.</summary>
    private static string? Between(string column, FilterOperator op, string least, string most)
    {
        if (FormulaText.Literal(column) is not { } name || Range($"numval({name})", op, least, most) is not { } range)
            return null;
        return $"({range} || (isBlank(numval({name})) && {HasText(column)}))";
    }

    /// <summary>
    /// Dates compare by day with a day of room, which holds for any zone and for times of day written in any way. Days are compared as
    /// numbers (20240131); what is not written as yyyy-MM-dd comes to the client.
    /// </summary>
    private static string? Day(string column, FilterOperator op, DateTime value)
    {
        if (value.Year is <= 1000 or >= 9999 || Text(column) is not { } cell)
            return null;
        string day = $"toNumber(replace(substring({cell}, 0, 10), \"-\", \"\"))";
        return Range(day, op, DayNumber(value.AddDays(-1)), DayNumber(value.AddDays(1))) is { } range
            ? $"({range} || (substring({cell}, 4, 5) != \"-\" && {HasText(column)}))"
            : null;
    }

    private static string DayNumber(DateTime day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string? Range(string cell, FilterOperator op, string least, string most) => op switch
    {
        FilterOperator.Equal => $"({cell} >= {least} && {cell} <= {most})",
        FilterOperator.Greater or FilterOperator.GreaterOrEqual => $"{cell} >= {least}",
        FilterOperator.Less or FilterOperator.LessOrEqual => $"{cell} <= {most}",
        _ => null,
    };

    private static string? HasText(string column) => Text(column) is { } text ? $"length({text}) > 0" : null;

    private static string? Text(string column) => FormulaText.Literal(column) is { } name ? $"strval({name})" : null;

    private static string? Both(string? left, string? right) => left is null ? right : right is null ? left : $"({left} && {right})";

    private static string? Either(string? left, string? right) => left is null || right is null ? null : $"({left} || {right})";
}
