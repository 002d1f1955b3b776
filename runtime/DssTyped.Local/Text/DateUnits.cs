namespace DssTyped.Local.Text;

/// <summary>Units of time, and sums, differences and truncations in them. Everything is UTC.</summary>
internal enum DateUnit
{
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>Arithmetic with <see cref="DateUnit"/>.</summary>
internal static class DateUnits
{
    /// <summary>The unit of a name as formulas and steps spell it; null if there is none.</summary>
    public static DateUnit? Parse(string name) => name.ToLowerInvariant() switch
    {
        "ms" or "millisecond" or "milliseconds" => DateUnit.Millisecond,
        "s" or "sec" or "second" or "seconds" => DateUnit.Second,
        "min" or "minute" or "minutes" => DateUnit.Minute,
        "h" or "hour" or "hours" => DateUnit.Hour,
        "d" or "day" or "days" => DateUnit.Day,
        "w" or "week" or "weeks" => DateUnit.Week,
        "month" or "months" => DateUnit.Month,
        "quarter" or "quarters" => DateUnit.Quarter,
        "y" or "year" or "years" => DateUnit.Year,
        _ => null,
    };

    /// <summary>The instant moved; months and years keep the day or take the month's last one. Null outside the calendar.</summary>
    public static DateTime? Add(DateTime date, long count, DateUnit unit)
    {
        try
        {
            return unit switch
            {
                DateUnit.Year => date.AddYears(checked((int)count)),
                DateUnit.Quarter => date.AddMonths(checked((int)(count * 3))),
                DateUnit.Month => date.AddMonths(checked((int)count)),
                _ => new DateTime(checked(date.Ticks + checked(count * Ticks(unit))), DateTimeKind.Utc),
            };
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or OverflowException)
        {
            // No calendar has that day; DSS leaves the cell empty.
            return null;
        }
    }

    /// <summary>Whole units from <paramref name="from"/> to <paramref name="to"/>; negative if the second is earlier.</summary>
    public static long Between(DateTime from, DateTime to, DateUnit unit)
    {
        int monthsPerUnit = unit switch { DateUnit.Year => 12, DateUnit.Quarter => 3, DateUnit.Month => 1, _ => 0 };
        if (monthsPerUnit == 0)
            return (to.Ticks - from.Ticks) / Ticks(unit);

        if (to < from)
            return -Between(to, from, unit);

        int months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        if (from.AddMonths(months) > to)
            months--;

        return months / monthsPerUnit;
    }

    /// <summary>The start of the unit that holds the instant; weeks start on Monday.</summary>
    public static DateTime Truncate(DateTime date, DateUnit unit) => unit switch
    {
        DateUnit.Year => new DateTime(date.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        DateUnit.Quarter => new DateTime(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1, 0, 0, 0, DateTimeKind.Utc),
        DateUnit.Month => new DateTime(date.Year, date.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        DateUnit.Week => date.Date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        _ => new DateTime(date.Ticks - (date.Ticks % Ticks(unit)), DateTimeKind.Utc),
    };

    /// <summary>Ticks of a unit of fixed length.</summary>
    public static long Ticks(DateUnit unit) => unit switch
    {
        DateUnit.Millisecond => TimeSpan.TicksPerMillisecond,
        DateUnit.Second => TimeSpan.TicksPerSecond,
        DateUnit.Minute => TimeSpan.TicksPerMinute,
        DateUnit.Hour => TimeSpan.TicksPerHour,
        DateUnit.Day => TimeSpan.TicksPerDay,
        DateUnit.Week => 7 * TimeSpan.TicksPerDay,
        DateUnit.Month or DateUnit.Quarter or DateUnit.Year => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Months have no fixed length."),
    };

    /// <summary>The zone of a Java name or offset; null if it is not known here.</summary>
    public static TimeZoneInfo? Zone(string name)
    {
        if (name is "" or "UTC" or "GMT" or "Z")
            return TimeZoneInfo.Utc;

        string offset = name.StartsWith("GMT", StringComparison.Ordinal) || name.StartsWith("UTC", StringComparison.Ordinal) ? name[3..] : name;
        if (offset.Length > 1 && offset[0] is '+' or '-')
        {
            return TimeSpan.TryParseExact(offset[1..], ["hh\\:mm", "hhmm", "hh", "h"], System.Globalization.CultureInfo.InvariantCulture, out TimeSpan span)
                ? TimeZoneInfo.CreateCustomTimeZone(name, offset[0] == '-' ? -span : span, name, name)
                : null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;
    }

    /// <summary>A clock time of a zone as an instant; a time that the zone skips is taken after the gap.</summary>
    public static DateTime? ToUtc(DateTime local, TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
            return DateTime.SpecifyKind(local, DateTimeKind.Utc);

        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return DssDates.AddSafely(DateTime.SpecifyKind(local, DateTimeKind.Utc), -zone.GetUtcOffset(zone.IsInvalidTime(unspecified) ? unspecified.AddHours(-1) : unspecified));
    }

    /// <summary>An instant as the clock time of a zone.</summary>
    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) =>
        ReferenceEquals(zone, TimeZoneInfo.Utc) ? utc : DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Utc);
}
