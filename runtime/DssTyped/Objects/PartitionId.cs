using System.Globalization;

namespace DssTyped;

/// <summary>Writes partition ids as DSS does: <c>2026-01-31|FR</c>. Generated classes call it with typed dimensions.</summary>
public static class PartitionId
{
    private const char Separator = '|';

    /// <summary>A year: <c>2026</c>.</summary>
    public static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The month of a day: <c>2026-01</c>.</summary>
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A day: <c>2026-01-31</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The hour of a time: <c>2026-01-31-23</c>.</summary>
    public static string Hour(DateTime time) => time.ToString("yyyy-MM-dd-HH", CultureInfo.InvariantCulture);

    /// <summary>A value of a discrete dimension.</summary>
    /// <exception cref="ArgumentException">The value is empty, or holds a character that separates values, dimensions or ranges in DSS: <c>|</c>, <c>,</c> or <c>/</c>.</exception>
    public static string Value(string value) =>
        value.Length > 0 && value.AsSpan().IndexOfAny("|,/") < 0
            ? value
            : throw new ArgumentException($"'{value}' can't be the value of a partitioning dimension: it must not be empty or hold '|', ',' or '/'.", nameof(value));

    /// <summary>The id of the dimensions' values, in the order of the dataset's dimensions.</summary>
    public static string Join(params string[] values) => string.Join(Separator, values);
}
