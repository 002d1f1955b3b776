using System.Globalization;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Reads numbers from the UTF-8 text DSS sends: plain digits by words, anything else by the framework, invariantly.</summary>
internal static class TsvNumbers
{
    private const int DigitsThatFitLong = 18;
    private const int DigitsThatFitUnsigned = 19;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryInt64(CellText text, out long value)
    {
        bool negative = text.First == '-';
        bool good = TryDigits(negative ? text.From(1) : text, out ulong digits);
        value = negative ? -(long)digits : (long)digits;
        if (good)
            return true;
        value = AnyInt64(text, out good);
        return good;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDouble(CellText text, out double value)
    {
        bool negative = text.First == '-';
        bool good = TryDecimal(negative ? text.From(1) : text, out ulong digits, out int decimals);
        if (good)
        {
            value = DecimalDoubles.Nearest(digits, decimals);
            value = negative ? -value : value;
            return true;
        }

        value = AnyDouble(text, out good);
        return good;
    }

    // They give the value, since a variable whose address is taken lies in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long AnyInt64(CellText text, out bool good)
    {
        good = long.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        return value;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double AnyDouble(CellText text, out bool good)
    {
        good = double.TryParse(text.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return value;
    }

    /// <summary>A number of one to eighteen digits and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDigits(CellText text, out ulong value)
    {
        if ((uint)(text.Length - 1) < (uint)EightLetters.Length)
            return EightLetters.TryDigits(text.Word(0), text.Length, out value);
        value = 0;
        return text.Length is > 0 and <= DigitsThatFitLong && EightLetters.TryDigits(text.Word(0), EightLetters.Length, out value) && TryMoreDigits(text, ref value);
    }

    /// <summary>Up to 19 digits with a point among the first eight letters, or up to eight digits without one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDecimal(CellText text, out ulong digits, out int decimals)
    {
        ulong word = text.Word(0);
        int length = Math.Min(text.Length, EightLetters.Length);
        int point = EightLetters.IndexOf(word, (byte)'.');
        bool hasPoint = point < length;
        decimals = hasPoint ? text.Length - point - 1 : 0;
        int count = hasPoint ? length - 1 : length;
        digits = 0;
        if (count <= 0 || !EightLetters.TryDigits(hasPoint ? EightLetters.Without(word, point) : word, count, out digits))
            return false;
        return text.Length <= EightLetters.Length || (hasPoint && text.Length <= DigitsThatFitUnsigned + 1 && TryMoreDigits(text, ref digits));
    }

    /// <summary>Appends the digits behind the first eight letters: one to twelve.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryMoreDigits(CellText text, ref ulong digits)
    {
        int rest = text.Length - EightLetters.Length;
        int second = Math.Min(rest, EightLetters.Length);
        bool good = EightLetters.TryDigits(text.Word(EightLetters.Length), second, out ulong value);
        digits = (digits * Powers[second]) + value;
        if (rest <= EightLetters.Length)
            return good;
        rest -= EightLetters.Length;
        good &= EightLetters.TryDigits(text.Word(2 * EightLetters.Length), rest, out value);
        digits = (digits * Powers[rest]) + value;
        return good;
    }
}
