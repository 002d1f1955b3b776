using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Reads booleans, dates and times from the UTF-8 text DSS sends.</summary>
internal static class TsvValues
{
    private const ulong LowerCase = 0x2020202020202020;

    // "true" and "false", the first letter in the lowest byte.
    private const ulong TrueWord = 0x65757274;
    private const ulong FalseWord = 0x65736C6166;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryBoolean(CellText text, out bool value)
    {
        // Only letters have this bit to lose, so other letters stay other letters.
        ulong word = text.Word(0) | LowerCase;
        value = (word & uint.MaxValue) == TrueWord & text.Length == 4;
        return value | ((word & 0xFFFFFFFFFF) == FalseWord & text.Length == 5);
    }

    /// <summary><c>yyyy-MM-dd</c>, alone or before a time of day, which does not count.</summary>
    public static bool TryDateOnly(ReadOnlySpan<byte> text, out DateOnly value)
    {
        value = default;
        if (text.Length > 10 && text[10] is not ((byte)'T' or (byte)' '))
            return false;
        if (!TryDate(text, out DateTime date))
            return false;
        value = DateOnly.FromDateTime(date);
        return true;
    }

    /// <summary><c>yyyy-MM-ddTHH:mm:ss[.fraction]</c> without zone.</summary>
    public static bool TryDateTime(ReadOnlySpan<byte> text, out DateTime value)
    {
        if (!TryDate(text, out value))
            return false;
        return text.Length == 10 || (TryTime(text[10..], ref value, out int used) && (used == text.Length - 10 || text[(10 + used)..] is [(byte)'Z']));
    }

    /// <summary><c>yyyy-MM-ddTHH:mm:ss[.fraction]</c> with <c>Z</c> or an offset; the result is in UTC.</summary>
    public static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (!TryDate(text, out DateTime local))
            return false;
        ReadOnlySpan<byte> zone = "Z"u8;
        if (text.Length > 10)
        {
            if (!TryTime(text[10..], ref local, out int used))
                return false;
            zone = text[(10 + used)..];
        }

        if (!TryZone(zone, out TimeSpan offset))
            return false;
        long ticks = local.Ticks - offset.Ticks;
        if ((ulong)ticks > (ulong)DateTime.MaxValue.Ticks)
            return false;
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-')
            return false;
        if (!TryNumber(text[..4], out int year) || !TryNumber(text[5..7], out int month) || !TryNumber(text[8..10], out int day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    /// <summary><c>THH:mm[:ss[.fraction]]</c>; a fraction beyond seven digits is cut.</summary>
    private static bool TryTime(ReadOnlySpan<byte> text, ref DateTime date, out int used)
    {
        used = 0;
        if (text.Length < 6 || text[0] is not ((byte)'T' or (byte)' ') || text[3] != ':')
            return false;
        if (!TryNumber(text[1..3], out int hour) || !TryNumber(text[4..6], out int minute) || hour > 23 || minute > 59)
            return false;
        long ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        used = 6;
        if (text.Length >= 9 && text[6] == ':')
        {
            if (!TryNumber(text[7..9], out int second) || second > 59)
                return false;
            ticks += second * TimeSpan.TicksPerSecond;
            used = 9;
            if (text.Length > 10 && text[9] == '.')
            {
                used = 10;
                for (long unit = TimeSpan.TicksPerSecond / 10; used < text.Length && (uint)(text[used] - '0') <= 9; used++, unit /= 10)
                    ticks += (text[used] - '0') * unit;
            }
        }

        date = date.AddTicks(ticks);
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is [] or [(byte)'Z'])
            return true;
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-') || (text.Length == 6 && text[3] != ':'))
            return false;
        int minutes = 0;
        if (!TryNumber(text[1..3], out int hours) || (text.Length > 3 && !TryNumber(text[^2..], out minutes)) || hours > 18 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-')
            offset = -offset;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte letter in digits)
        {
            uint digit = (uint)(letter - '0');
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }
}
