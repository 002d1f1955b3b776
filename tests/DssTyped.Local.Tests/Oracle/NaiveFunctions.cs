namespace DssTyped.Tests.Oracle;

/// <summary>Functions of formulas, as DSS's reference describes them, in the plainest code.</summary>
internal static class NaiveFunctions
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "abs", "ceil", "floor", "round", "mod", "max", "min", "length", "contains", "startsWith", "endsWith", "isNumeric", "concat", "toUppercase", "toLowercase", "trim", "replace",
        "substring", "indexOf", "join", "toString", "diff", "datePart", "inc", "trunc", "asDate", "if", "switch", "coalesce", "isBlank", "isNonBlank", "isError", "val", "strval",
    ];

    public static object? Call(string name, object?[] a) => name switch
    {
        "abs" => OfNumber(a[0], number => Math.Abs(number)),
        "ceil" => OfNumber(a[0], number => (long)Math.Ceiling(number)),
        "floor" => OfNumber(a[0], number => (long)Math.Floor(number)),
        "round" => OfNumber(a[0], number => Math.Floor(number + 0.5)),
        "mod" => OfNumber(a[0], first => OfNumber(a[1], second => (long)second == 0 ? NaiveValues.Error : (long)second == -1 ? 0L : (long)first % (long)second)),
        "max" => Extreme(a, order => order > 0),
        "min" => Extreme(a, order => order < 0),
        "length" => a[0] is null ? null : (long)Text(a[0]).Length,
        "contains" => !NaiveValues.IsEmpty(a[0]) && Text(a[0]).Contains(Text(a[1]), StringComparison.Ordinal),
        "startsWith" => !NaiveValues.IsEmpty(a[0]) && Text(a[0]).StartsWith(Text(a[1]), StringComparison.Ordinal),
        "endsWith" => !NaiveValues.IsEmpty(a[0]) && Text(a[0]).EndsWith(Text(a[1]), StringComparison.Ordinal),
        "isNumeric" => NaiveValues.Number(a[0]) is not null,
        "concat" => string.Concat(a.Select(Text)),
        "toUppercase" => a[0] is null ? null : Text(a[0]).Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant(),
        "toLowercase" => a[0] is null ? null : Text(a[0]).ToLowerInvariant(),
        "trim" => a[0] is null ? null : Text(a[0]).Trim(),
        "replace" => a[0] is null ? null : Text(a[1]).Length == 0 ? Text(a[0]) : string.Join(Text(a[2]), Text(a[0]).Split(Text(a[1]))),
        "substring" => a[0] is null ? null : Part(Text(a[0]), (long)a[1]!, (long)a[2]!),
        "indexOf" => a[0] is null ? null : (long)Text(a[0]).IndexOf(Text(a[1]), StringComparison.Ordinal),
        "split" => a[0] is null ? null : Text(a[0]).Split(Text(a[1])).Where(part => part.Length > 0).ToList<object?>(),
        "join" => a[0] is List<object?> list ? string.Join(Text(a[1]), list.Select(Text)) : null,
        "toString" => a[0] is null ? null : Text(a[0]),
        "asDate" => OfDate(a[0], moment => moment),
        "inc" => OfDate(a[0], moment => Moved(moment, (long)a[1]!, Text(a[2]))),
        "trunc" => OfDate(a[0], moment => Start(moment, Text(a[1]))),
        "datePart" => OfDate(a[0], moment => DatePart(moment, Text(a[1]))),
        "diff" => OfDate(a[0], first => OfDate(a[1], second => Between(first, second, Text(a[2])))),
        _ => throw new InvalidOperationException(name),
    };

    /// <summary>The instant moved by a number of units; months and years keep the day or take the month's last one. Null before year 1 and after 9999.</summary>
    public static DateTime? Moved(DateTime moment, long count, string unit)
    {
        try
        {
            return unit switch
            {
                "hour" => moment.AddHours(count),
                "day" => moment.AddDays(count),
                "week" => moment.AddDays(7 * count),
                "month" => moment.AddMonths((int)count),
                "year" => moment.AddYears((int)count),
                _ => throw new InvalidOperationException(unit),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whole units from the second to the first; months and years are counted one by one from the earlier of the two.</summary>
    public static long Between(DateTime first, DateTime second, string unit)
    {
        (DateTime early, DateTime late) = first < second ? (first, second) : (second, first);
        long count = unit switch { "hour" => (late - early).Ticks / TimeSpan.TicksPerHour, "day" => (late - early).Days, "week" => (late - early).Days / 7, _ => 0 };
        while (Moved(early, count + 1, unit) <= late)
            count++;

        return first < second ? -count : count;
    }

    /// <summary>The start of the unit in which an instant lies; weeks start on Mondays.</summary>
    public static DateTime Start(DateTime moment, string unit)
    {
        DateTime start = unit == "hour" ? moment.Date.AddHours(moment.Hour) : moment.Date;
        while (unit switch { "week" => start.DayOfWeek != DayOfWeek.Monday, "month" => start.Day > 1, "year" => start.DayOfYear > 1, _ => false })
            start = start.AddDays(-1);

        return start;
    }

    private static object DatePart(DateTime moment, string part) => part switch
    {
        "year" => (long)moment.Year,
        "month" => (long)moment.Month,
        "day" => (long)moment.Day,
        "hours" => (long)moment.Hour,
        "dayofweek" => moment.DayOfWeek == DayOfWeek.Sunday ? 7L : (long)moment.DayOfWeek,
        _ => throw new InvalidOperationException(part),
    };

    private static string Text(object? value) => NaiveValues.Text(value);

    private static string Part(string text, long from, long to) =>
        string.Concat(text.Where((_, index) => index >= (from < 0 ? from + text.Length : from) && index < (to < 0 ? to + text.Length : to)));

    private static object? OfNumber(object? value, Func<double, object?> function) => NaiveValues.IsEmpty(value) ? null : NaiveValues.Number(value) is { } number ? function(number) : NaiveValues.Error;

    private static object? OfDate(object? value, Func<DateTime, object?> function) => NaiveValues.IsEmpty(value) ? null : NaiveValues.Date(value) is { } moment ? function(moment) : NaiveValues.Error;

    private static object? Extreme(object?[] values, Func<int, bool> isBetter)
    {
        object? best = null;
        foreach (object? value in values.Where(value => !NaiveValues.IsEmpty(value)))
        {
            if (best is null)
                best = value;
            else if (NaiveValues.Order(value, best) is not { } order)
                return NaiveValues.Error;
            else if (isBetter(order))
                best = value;
        }

        return best;
    }
}
