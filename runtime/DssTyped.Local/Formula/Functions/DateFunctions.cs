using System.Globalization;
using DssTyped.Local.Text;

namespace DssTyped.Local.Formula.Functions;

/// <summary>Functions on instants; texts in ISO 8601 count as instants.</summary>
internal static class DateFunctions
{
    public static Dictionary<string, FormulaImplementation> All { get; } = new(StringComparer.Ordinal)
    {
        ["asDate"] = new(AsDate),
        ["asDatetimeTz"] = new(AsDate),
        ["asDateOnly"] = new(a => AsDate(a) is { Kind: FormulaKind.Date } date ? date.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : AsDate(a)),
        ["asDatetimeNoTz"] = new(a => AsDate(a) is { Kind: FormulaKind.Date } date ? date.Date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) : AsDate(a)),
        ["datePart"] = new(DatePart),
        ["diff"] = new(Diff),
        ["inc"] = new(Inc),
        ["trunc"] = new(a => WithDate(a[0], date => Unit(a[1], unit => DateUnits.Truncate(date, unit)))),
    };

    private static FormulaValue AsDate(FormulaValue[] a)
    {
        if (a[0].IsEmpty || a[0].Kind == FormulaKind.Date)
            return a[0].IsEmpty ? FormulaValue.Null : a[0];

        string text = a[0].ToText();
        if (a.Length == 1)
            return DssDates.Parse(text) is { } iso ? iso : NoDate(a[0]);

        foreach (FormulaValue format in a.Skip(1))
        {
            var pattern = new JavaDatePattern(format.ToText());
            if (pattern.Problem is { } problem)
                return FormulaValue.Fail($"'{pattern.Pattern}' is no date pattern: {problem}");
            if (pattern.Parse(text, TimeZoneInfo.Utc) is { } date)
                return date;
        }

        return NoDate(a[0]);
    }

    private static FormulaValue Diff(FormulaValue[] a)
    {
        FormulaValue name = a.Length > 2 ? a[2] : "days";
        return WithDate(a[0], first => WithDate(a[1], second => Unit(name, unit => DateUnits.Between(second, first, unit))));
    }

    private static FormulaValue Inc(FormulaValue[] a)
    {
        if (a[1].IsEmpty)
            return FormulaValue.Null;
        if (a[1].AsNumber() is not { } count)
            return FormulaValue.Fail($"'{a[1].ToText()}' is no number");

        return WithDate(a[0], date => Unit(a[2], unit => DateUnits.Add(date, (long)count, unit) is { } moved ? moved : FormulaValue.Fail("the date is out of range")));
    }

    private static FormulaValue DatePart(FormulaValue[] a)
    {
        TimeZoneInfo? zone = a.Length > 2 && !a[2].IsEmpty ? DateUnits.Zone(a[2].ToText()) : TimeZoneInfo.Utc;
        if (zone is null)
            return FormulaValue.Fail($"'{a[2].ToText()}' is no time zone");

        return WithDate(a[0], utc =>
        {
            DateTime local = DateUnits.ToLocal(utc, zone);
            return a[1].ToText() switch
            {
                "years" or "year" => (long)local.Year,
                "isoWeekYear" => (long)ISOWeek.GetYear(local),
                "months" or "month" => (long)local.Month,
                "weekOfYear" or "isoWeekOfYear" => (long)ISOWeek.GetWeekOfYear(local),
                "weeks" or "week" or "w" => (long)(((local.Day + (int)new DateTime(local.Year, local.Month, 1).DayOfWeek - 1) / 7) + 1),
                "isoWeekOfMonth" => (long)IsoWeekOfMonth(local),
                "days" or "day" or "d" => (long)local.Day,
                "weekday" => local.ToString("dddd", CultureInfo.InvariantCulture),
                "dayofweek" or "dayOfWeek" => (long)(((int)local.DayOfWeek + 6) % 7) + 1,
                "hours" or "hour" or "h" => (long)local.Hour,
                "minutes" or "minute" or "min" => (long)local.Minute,
                "seconds" or "second" or "s" or "sec" => (long)local.Second,
                "milliseconds" or "millisecond" or "ms" => (long)local.Millisecond,
                "unixTime" => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond,
                "time" => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond,
                var part => FormulaValue.Fail($"'{part}' is no part of a date"),
            };
        });
    }

    // Weeks belong to the month of their Thursday.
    private static int IsoWeekOfMonth(DateTime date)
    {
        DateTime thursday = date.Date.AddDays(3 - (((int)date.DayOfWeek + 6) % 7));
        return ((thursday.Day - 1) / 7) + 1;
    }

    private static FormulaValue WithDate(FormulaValue value, Func<DateTime, FormulaValue> then) =>
        value.IsEmpty ? FormulaValue.Null : value.AsDate() is { } date ? then(date) : NoDate(value);

    private static FormulaValue Unit(FormulaValue name, Func<DateUnit, FormulaValue> then) =>
        DateUnits.Parse(name.ToText()) is { } unit ? then(unit) : FormulaValue.Fail($"'{name.ToText()}' is no unit of time");

    private static FormulaValue NoDate(FormulaValue value) => FormulaValue.Fail($"'{value.ToText()}' is no date");
}
