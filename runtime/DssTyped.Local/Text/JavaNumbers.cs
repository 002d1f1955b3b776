using System.Globalization;

namespace DssTyped.Local.Text;

/// <summary>Numbers in texts, as DSS reads them.</summary>
internal static class JavaNumbers
{
    /// <summary>The number in a cell; null if it holds none. Blanks around it do not count.</summary>
    public static double? Parse(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return null;

        ReadOnlySpan<char> text = cell.AsSpan().Trim();
        return IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>Whether a text is a number with a sign, a point and an exponent at most.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => Shape(text) is NumberShape.Integer or NumberShape.Decimal;

    /// <summary>What a text looks like.</summary>
    public static NumberShape Shape(ReadOnlySpan<char> text)
    {
        int at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        int digits = Digits(text, ref at);
        bool isDecimal = false;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            digits += Digits(text, ref at);
            isDecimal = true;
        }

        if (digits == 0)
            return NumberShape.None;

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '-' or '+')
                at++;
            if (Digits(text, ref at) == 0)
                return NumberShape.None;

            isDecimal = true;
        }

        return at < text.Length ? NumberShape.None : isDecimal ? NumberShape.Decimal : NumberShape.Integer;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;

        return at - start;
    }
}

/// <summary>What a text looks like.</summary>
internal enum NumberShape
{
    None,
    Integer,
    Decimal,
}
