using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>Java's <c>String.format</c> for texts, whole numbers, decimals and booleans.</summary>
internal static partial class JavaFormat
{
    /// <summary>Formats; throws <see cref="FormatException"/> with the reason if the format does not fit the values.</summary>
    /// <param name="format">The format.</param>
    /// <param name="values">Null, string, long, double, bool or DateTime.</param>
    public static string Format(string format, IReadOnlyList<object?> values)
    {
        int next = 0;
        var result = new StringBuilder();
        int at = 0;
        foreach (Match match in Specifier().Matches(format))
        {
            if (format.AsSpan(at, match.Index - at).Contains('%'))
                throw new FormatException($"'{format}' has a '%' that starts no conversion; write '%%' for the sign");

            result.Append(format, at, match.Index - at);
            at = match.Index + match.Length;
            result.Append(One(match, values, ref next));
        }

        if (format.AsSpan(at).Contains('%'))
            throw new FormatException($"'{format}' has a '%' that starts no conversion; write '%%' for the sign");

        return result.Append(format, at, format.Length - at).ToString();
    }

    private static string One(Match match, IReadOnlyList<object?> values, ref int next)
    {
        char conversion = match.Groups["conversion"].Value[0];
        string flags = match.Groups["flags"].Value;
        int width = Number(match.Groups["width"]) ?? 0;
        if (conversion is '%' or 'n')
            return Pad(conversion == '%' ? "%" : "\n", width, flags);

        int index = Number(match.Groups["index"]) is { } explicitIndex ? explicitIndex - 1 : next++;
        if (index >= values.Count || index < 0)
            throw new FormatException($"'{match.Value}' has no value");

        object? value = values[index];
        int? precision = Number(match.Groups["precision"]);
        string text = char.ToLowerInvariant(conversion) switch
        {
            's' => Cut(Text(value), precision),
            'b' => Cut(value is bool flag ? (flag ? "true" : "false") : value is null ? "false" : "true", precision),
            'c' => Text(value),
            _ when value is null => "null",
            'd' => value is long whole ? Signed(BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture), whole < 0, flags, width) : throw Mismatch(match.Value, value),
            'x' => value is long hex ? Zeros(hex.ToString("x", CultureInfo.InvariantCulture), flags, width) : throw Mismatch(match.Value, value),
            'o' => value is long octal ? Zeros(Convert.ToString(octal, 8), flags, width) : throw Mismatch(match.Value, value),
            'f' => value is double number ? Signed(Fixed(number, precision ?? 6), number < 0, flags, width) : throw Mismatch(match.Value, value),
            'e' => value is double scientific ? Signed(Exponent(scientific, precision ?? 6), scientific < 0, flags, width) : throw Mismatch(match.Value, value),
            _ => throw new FormatException($"'{match.Value}' is not supported"),
        };
        return Pad(char.IsUpper(conversion) ? text.ToUpperInvariant() : text, width, flags);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => JavaNumbers.Text(number),
        bool flag => flag ? "true" : "false",
        DateTime date => DssDates.Text(date),
        _ => value.ToString() ?? "",
    };

    // Java rounds the shortest decimal form half up, not the binary value.
    private static string Fixed(double value, int places)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            return JavaNumbers.Text(Math.Abs(value));

        (BigInteger digits, int scale) = Decimal(value);
        digits = Rescale(digits, scale, places);
        string text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return places == 0 ? text : $"{text[..^places]}.{text[^places..]}";
    }

    private static string Exponent(double value, int places)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            return JavaNumbers.Text(Math.Abs(value));

        (BigInteger digits, int scale) = Decimal(value);
        int length = digits.ToString(CultureInfo.InvariantCulture).Length;
        int exponent = digits.IsZero ? 0 : length - 1 - scale;
        BigInteger mantissa = Rescale(digits, length - 1, places);
        string text = mantissa.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        if (text.Length > places + 1)
            (text, exponent) = (text[..^1], exponent + 1);

        return string.Create(CultureInfo.InvariantCulture, $"{text[0]}{(places > 0 ? "." : "")}{text[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static (BigInteger Digits, int Scale) Decimal(double value)
    {
        string text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E');
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.');
        int scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        return (BigInteger.Parse(mantissa.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), scale);
    }

    private static BigInteger Rescale(BigInteger digits, int from, int to)
    {
        if (from <= to)
            return digits * BigInteger.Pow(10, to - from);

        var divisor = BigInteger.Pow(10, from - to);
        return (digits + (divisor / 2)) / divisor;
    }

    private static string Signed(string digits, bool negative, string flags, int width)
    {
        if (flags.Contains(','))
            digits = Grouping().Replace(digits, "$&,");

        string sign = negative ? (flags.Contains('(') ? "(" : "-") : flags.Contains('+') ? "+" : flags.Contains(' ') ? " " : "";
        string end = negative && flags.Contains('(') ? ")" : "";
        if (flags.Contains('0'))
            digits = digits.PadLeft(width - sign.Length - end.Length, '0');

        return sign + digits + end;
    }

    private static string Zeros(string digits, string flags, int width) => flags.Contains('0') ? digits.PadLeft(width, '0') : digits;

    private static string Pad(string text, int width, string flags) => flags.Contains('-') ? text.PadRight(width) : text.PadLeft(width);

    private static string Cut(string text, int? length) => length < text.Length ? text[..length.Value] : text;

    private static int? Number(Group group) => group.Success && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static FormatException Mismatch(string specifier, object value) => new($"'{specifier}' does not take {value switch { long => "a whole number", double => "a decimal", string => "a text", bool => "a boolean", _ => "such a value" }}");

    [GeneratedRegex(@"%(?:(?<index>\d+)\$)?(?<flags>[-#+ 0,(]*)(?<width>\d+)?(?:\.(?<precision>\d+))?(?<conversion>[a-zA-Z%])")]
    private static partial Regex Specifier();

    [GeneratedRegex(@"\d(?=(?:\d{3})+(?!\d))(?<!\.\d*)")]
    private static partial Regex Grouping();
}
