using System.Globalization;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Reads values from the UTF-8 text DSS sends. The common forms are read by hand, anything else by the framework, invariantly.</summary>
internal static class TsvValues
{
    private const int DigitsThatFitLong = 18;
    private const int DigitsThatFitUnsigned = 19;
    private const ulong LowerCase = 0x2020202020202020;

    private static readonly ulong TrueWord = EightLetters.Of("true"u8) | LowerCase;
    private static readonly ulong FalseWord = EightLetters.Of("false"u8) | LowerCase;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt64(ReadOnlySpan<byte> text, out long value)
    {
        bool negative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> digits = negative ? text[1..] : text;
        if (!TryDigits(digits, out ulong number))
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        value = negative ? -(long)number : (long)number;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value)
    {
        bool negative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> number = negative ? text[1..] : text;
        if (!TryDecimal(number, out ulong digits, out int decimals))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        value = DecimalDoubles.Nearest(digits, decimals);
        if (negative)
            value = -value;
        return true;
    }

    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        // Only letters have this bit to lose, so other letters stay other letters.
        ulong word = EightLetters.Of(text) | LowerCase;
        value = word == TrueWord & text.Length == 4;
        return value | (word == FalseWord & text.Length == 5);
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset value) => UtcMilliseconds.TryRead(text, out value) || TryAnyInstant(text, out value);

    private static bool TryAnyInstant(ReadOnlySpan<byte> text, out DateTimeOffset value)
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

    /// <summary>A number of one to eighteen digits and nothing else.</summary>
    private static bool TryDigits(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.Length is 0 or > DigitsThatFitLong)
            return false;
        while (text.Length > EightLetters.Length)
        {
            if (!EightLetters.TryDigits(EightLetters.Of(text), EightLetters.Length, out ulong eight))
                return false;
            value = (value * 100_000_000) + eight;
            text = text[EightLetters.Length..];
        }

        bool good = EightLetters.TryDigits(EightLetters.Of(text), text.Length, out ulong last);
        value = (value * Powers[text.Length]) + last;
        return good;
    }

    /// <summary>Up to 19 digits with a point among the first eight letters, or up to eight digits without one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDecimal(ReadOnlySpan<byte> text, out ulong digits, out int decimals)
    {
        ulong word = EightLetters.Of(text);
        int point = EightLetters.IndexOf(word, (byte)'.');
        bool hasPoint = point < text.Length && point < EightLetters.Length;
        decimals = hasPoint ? text.Length - point - 1 : 0;
        ulong first = hasPoint ? EightLetters.Without(word, point) : word;
        int count = Math.Min(text.Length, EightLetters.Length) - (hasPoint ? 1 : 0);
        if (!EightLetters.TryDigits(first, count, out digits))
            return false;
        if (text.Length <= EightLetters.Length)
            return count > 0;
        return hasPoint && text.Length <= DigitsThatFitUnsigned + 1 && TryMoreDigits(text, ref digits);
    }

    /// <summary>Appends the digits behind the first eight letters: one to twelve.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMoreDigits(ReadOnlySpan<byte> text, ref ulong digits)
    {
        int rest = text.Length - EightLetters.Length;
        // The last eight letters overlap what was read before; a shift drops that.
        ulong tail = EightLetters.Of(text[^EightLetters.Length..]);
        if (rest > EightLetters.Length)
        {
            if (!EightLetters.TryDigits(EightLetters.Of(text[EightLetters.Length..]), EightLetters.Length, out ulong middle))
                return false;
            digits = (digits * Powers[EightLetters.Length]) + middle;
            rest -= EightLetters.Length;
        }

        bool good = EightLetters.TryDigits(tail >> ((EightLetters.Length - rest) * 8), rest, out ulong last);
        digits = (digits * Powers[rest]) + last;
        return good;
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
