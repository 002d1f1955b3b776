using System.Globalization;

namespace DssTyped.Local.Text;

/// <summary>Instants as DSS writes them: <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>, milliseconds, UTC.</summary>
internal static class DssDates
{
    /// <summary>The text of an instant.</summary>
    public static string Text(DateTime utc) => string.Create(24, utc, static (text, value) =>
    {
        value.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        text[23] = 'Z';
    });

    /// <summary>The instant of an ISO 8601 text: a date, with a time, fractions and a zone or offset at most; null if it is none. Without a zone it is UTC.</summary>
    public static DateTime? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;

        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (!TakeDigits(ref rest, 4, out int year) || !Take(ref rest, '-') || !TakeDigits(ref rest, 2, out int month) || !Take(ref rest, '-') || !TakeDigits(ref rest, 2, out int day))
            return null;
        if (month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        if (rest.IsEmpty)
            return date;
        if (!Take(ref rest, 'T') && !Take(ref rest, ' '))
            return null;

        return TimeOfDay(ref rest) is { } time && Offset(rest) is { } offset ? AddSafely(date, time - offset) : null;
    }

    /// <summary>The sum, or null outside the years 1 to 9999.</summary>
    public static DateTime? AddSafely(DateTime date, TimeSpan span)
    {
        long ticks = date.Ticks + span.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks, DateTimeKind.Utc);
    }

    private static TimeSpan? TimeOfDay(ref ReadOnlySpan<char> rest)
    {
        if (!TakeDigits(ref rest, 2, out int hour) || hour > 23)
            return null;

        int minute = 0, second = 0;
        long fraction = 0;
        if (Take(ref rest, ':') && (!TakeDigits(ref rest, 2, out minute) || minute > 59))
            return null;
        if (Take(ref rest, ':') && (!TakeDigits(ref rest, 2, out second) || second > 59))
            return null;

        if (Take(ref rest, '.') || Take(ref rest, ','))
        {
            int digits = 0;
            for (; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); rest = rest[1..], digits++)
            {
                // DSS keeps milliseconds.
                if (digits < 3)
                    fraction = (fraction * 10) + (rest[0] - '0');
            }

            if (digits == 0)
                return null;
            for (; digits < 3; digits++)
                fraction *= 10;
        }

        return new TimeSpan(0, hour, minute, second) + TimeSpan.FromMilliseconds(fraction);
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest is "Z" or "z")
            return TimeSpan.Zero;

        bool negative = rest[0] == '-';
        if (!negative && rest[0] != '+')
            return null;

        rest = rest[1..];
        if (!TakeDigits(ref rest, 2, out int hours))
            return null;

        int minutes = 0;
        Take(ref rest, ':');
        if (!rest.IsEmpty && !TakeDigits(ref rest, 2, out minutes))
            return null;

        var offset = new TimeSpan(hours, minutes, 0);
        return !rest.IsEmpty ? null : negative ? -offset : offset;
    }

    private static bool Take(ref ReadOnlySpan<char> rest, char expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
            return false;

        rest = rest[1..];
        return true;
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> rest, int count, out int value)
    {
        value = 0;
        if (rest.Length < count)
            return false;

        for (int i = 0; i < count; i++)
        {
            if (!char.IsAsciiDigit(rest[i]))
                return false;
            value = (value * 10) + (rest[i] - '0');
        }

        rest = rest[count..];
        return true;
    }
}
