using System.Buffers;
using System.Globalization;

namespace DssTyped.Local.Text;

/// <summary>Reads cells strictly: what is not plainly a value of the type is none. DuckDB's own casts would take <c>1.7</c>, <c>1e3</c>, <c>0x10</c> and <c>1_000</c> for whole numbers.</summary>
internal static class CellParser
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.eE");

    /// <summary>A whole number between two bounds: digits with an optional sign.</summary>
    public static bool TryInteger(ReadOnlySpan<char> text, long min, long max, out long value)
    {
        value = 0;
        if (text.Length == 0 || !IsDigits(text[0] is '+' or '-' ? text[1..] : text))
            return false;

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;
    }

    /// <summary>A number with decimals, an exponent, or one of Java's words for what is no number.</summary>
    public static bool TryDouble(ReadOnlySpan<char> text, out double value)
    {
        value = text switch { "NaN" => double.NaN, "Infinity" or "+Infinity" => double.PositiveInfinity, "-Infinity" => double.NegativeInfinity, _ => 0 };
        if (value != 0)
            return true;

        return !text.ContainsAnyExcept(NumberCharacters)
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>, optionally followed by a time that does not count. Gives days since 1970.</summary>
    public static bool TryDay(ReadOnlySpan<char> text, out int days)
    {
        bool read = TryMoment(text, out long microseconds, out _);
        days = (int)Math.Floor(microseconds / 86_400_000_000.0);
        return read;
    }

    /// <summary>An ISO date and time with <c>T</c> or a blank, any fraction, and <c>Z</c> or an offset; without a zone it is UTC. Gives microseconds since 1970.</summary>
    public static bool TryInstant(ReadOnlySpan<char> text, out long microseconds)
    {
        bool read = TryMoment(text, out microseconds, out long offset);
        microseconds -= offset;
        return read;
    }

    /// <summary>An ISO date and time whose zone, if any, does not count. Gives microseconds since 1970.</summary>
    public static bool TryDateTimeNoTz(ReadOnlySpan<char> text, out long microseconds) => TryMoment(text, out microseconds, out _);

    private static bool TryMoment(ReadOnlySpan<char> text, out long microseconds, out long offset)
    {
        microseconds = offset = 0;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out int year) || !TryDigits(text.Slice(5, 2), out int month) || !TryDigits(text.Slice(8, 2), out int day)
            || year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        long micros = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / 10;
        ReadOnlySpan<char> rest = text[10..];
        if (rest.Length > 0)
        {
            if (rest.Length < 6 || rest[0] is not ('T' or ' ') || rest[3] != ':' || !TryDigits(rest.Slice(1, 2), out int hour) || !TryDigits(rest.Slice(4, 2), out int minute) || hour > 23 || minute > 59)
                return false;

            micros += (hour * 3600L + (minute * 60L)) * 1_000_000;
            rest = rest[6..];
            if (rest.Length >= 3 && rest[0] == ':')
            {
                if (!TryDigits(rest.Slice(1, 2), out int second) || second > 59)
                    return false;

                micros += second * 1_000_000L;
                rest = rest[3..];
                if (!TryFraction(ref rest, ref micros))
                    return false;
            }

            if (!TryZone(rest, out offset))
                return false;
        }

        microseconds = micros;
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> rest, ref long micros)
    {
        if (rest.Length == 0 || rest[0] is not ('.' or ','))
            return true;

        long scale = 100_000;
        int i = 1;
        for (; i < rest.Length && char.IsAsciiDigit(rest[i]); i++)
        {
            micros += (rest[i] - '0') * scale;
            scale /= 10;
        }

        rest = rest[i..];
        return i > 1;
    }

    private static bool TryZone(ReadOnlySpan<char> text, out long offset)
    {
        offset = 0;
        if (text.Length == 0 || text is "Z")
            return true;
        if (text[0] is not ('+' or '-'))
            return false;

        ReadOnlySpan<char> digits = text.Length == 6 && text[3] == ':' ? [.. text.Slice(1, 2), .. text.Slice(4, 2)] : text[1..];
        if (digits.Length is not (2 or 4) || !TryDigits(digits[..2], out int hours) || hours > 18)
            return false;

        int minutes = 0;
        if (digits.Length == 4 && (!TryDigits(digits[2..], out minutes) || minutes > 59))
            return false;

        offset = (hours * 3600L + (minutes * 60L)) * 1_000_000 * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;

            value = (value * 10) + (c - '0');
        }

        return text.Length > 0;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
