using System.Globalization;
using System.Numerics;

namespace DssTyped.Local.Text;

/// <summary>Decimals of a fixed number of places, as Java's formats write them: the digits of the number's text are rounded half up, not its binary value.</summary>
internal static class JavaDecimals
{
    /// <summary>A number with that many places: <c>%f</c>.</summary>
    public static string Fixed(double value, int places)
    {
        (BigInteger digits, int scale) = Digits(value);
        string text = Rescale(digits, scale, places).ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return places == 0 ? text : $"{text[..^places]}.{text[^places..]}";
    }

    /// <summary>A number with an exponent and that many places: <c>%e</c>.</summary>
    public static string Exponent(double value, int places, bool keepPoint)
    {
        (string digits, int exponent) = Rounded(value, places + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{(places > 0 || keepPoint ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>A number with that many digits, with an exponent if it is large or small: <c>%g</c>.</summary>
    public static string General(double value, int digits)
    {
        int exponent = Rounded(value, digits).Exponent;
        return exponent >= -4 && exponent < digits ? Fixed(value, digits - 1 - exponent) : Exponent(value, digits - 1, keepPoint: false);
    }

    private static (string Digits, int Exponent) Rounded(double value, int count)
    {
        (BigInteger digits, int scale) = Digits(value);
        int length = digits.ToString(CultureInfo.InvariantCulture).Length;
        int exponent = digits.IsZero ? 0 : length - 1 - scale;
        string text = Rescale(digits, length, count).ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
        return text.Length > count ? (text[..^1], exponent + 1) : (text, exponent);
    }

    private static (BigInteger Digits, int Scale) Digits(double value)
    {
        if (value == 0)
            return (BigInteger.Zero, 0);

        var number = JavaDigits.Of(value);
        return (BigInteger.Parse(number.Digits, CultureInfo.InvariantCulture), number.Digits.Length - number.Point);
    }

    private static BigInteger Rescale(BigInteger digits, int from, int to)
    {
        if (from <= to)
            return digits * BigInteger.Pow(10, to - from);

        var divisor = BigInteger.Pow(10, from - to);
        return (digits + (divisor / 2)) / divisor;
    }
}
