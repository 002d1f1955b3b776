using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>Java's <c>String.format</c> for texts, whole numbers of 64 bits, decimals and booleans, in English.</summary>
internal static partial class JavaFormat
{
    /// <summary>What of a format can't be used here though Java can: hash codes, hexadecimal decimals and dates. Null if there is nothing.</summary>
    public static string? Refuse(string format) => Specifier().Matches(format).FirstOrDefault(match => char.ToLowerInvariant(match.Groups["conversion"].ValueSpan[0]) is 'a' or 'h' or 't') is { } match
        ? $"'{match.Value}' of the format is not supported; %s, %d, %x, %o, %f, %e, %g, %b and %c are"
        : null;

    /// <summary>Formats; throws <see cref="FormatException"/> with the reason if the format does not fit the values.</summary>
    /// <param name="format">The format.</param>
    /// <param name="values">Null, string, long, double, bool or DateTime.</param>
    public static string Format(string format, IReadOnlyList<object?> values)
    {
        if (Refuse(format) is { } problem)
            throw new FormatException(problem);

        int next = 0, last = -1;
        var result = new StringBuilder();
        int at = 0;
        foreach (Match match in Specifier().Matches(format))
        {
            RefuseSign(format, at, match.Index);
            result.Append(format, at, match.Index - at);
            at = match.Index + match.Length;
            var specifier = JavaFormatSpecifier.Of(match);
            if (specifier.IsText)
            {
                result.Append(specifier.Pad(specifier.Conversion == '%' ? "%" : "\n"));
                continue;
            }

            int index = specifier.Has('<') ? last : specifier.Index is { } spelled ? spelled - 1 : next++;
            if (index < 0 || index >= values.Count)
                throw new FormatException($"'{match.Value}' has no value");

            last = index;
            result.Append(Formatted(specifier, values[index]));
        }

        RefuseSign(format, at, format.Length);
        return result.Append(format, at, format.Length - at).ToString();
    }

    private static void RefuseSign(string format, int from, int to)
    {
        if (format.AsSpan(from, to - from).Contains('%'))
            throw new FormatException($"'{format}' has a '%' that starts no conversion; write '%%' for the sign");
    }

    private static string Formatted(JavaFormatSpecifier specifier, object? value)
    {
        string text = (specifier.Conversion, value) switch
        {
            ('s', _) when specifier.Has('#') => throw Mismatch(specifier, value),
            ('s', _) => specifier.Cut(Text(value)),
            ('b', _) => specifier.Cut(value is bool flag ? JavaText.Of(flag) : JavaText.Of(value is not null)),
            (_, null) => specifier.Cut("null"),
            ('d', long whole) => Signed(specifier, whole < 0, BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture)),
            ('x' or 'o', long) when specifier.Has('+') || specifier.Has(' ') || specifier.Has('(') => throw Mismatch(specifier, value),
            ('x', long hex) => Prefixed(specifier, "0x", hex.ToString("x", CultureInfo.InvariantCulture)),
            ('o', long octal) => Prefixed(specifier, "0", Convert.ToString(octal, 8)),
            ('f' or 'e' or 'g', double number) => Decimal(specifier, number),
            _ => throw Mismatch(specifier, value),
        };
        return specifier.Pad(specifier.IsUpper ? JavaStrings.ToUpper(text) : text);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => JavaText.Of(number),
        bool flag => JavaText.Of(flag),
        DateTime date => DssDates.Text(date),
        _ => value.ToString() ?? "",
    };

    private static string Decimal(JavaFormatSpecifier specifier, double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return Signed(specifier.WithoutZeros(), value < 0, "Infinity");

        double size = Math.Abs(value);
        int places = specifier.Precision ?? 6;
        return Signed(specifier, double.IsNegative(value), specifier.Conversion switch
        {
            'f' => Pointed(specifier, JavaDecimals.Fixed(size, places)),
            'e' => JavaDecimals.Exponent(size, places, keepPoint: specifier.Has('#')),
            _ => JavaDecimals.General(size, Math.Max(1, places)),
        });
    }

    private static string Pointed(JavaFormatSpecifier specifier, string digits) => specifier.Has('#') && !digits.Contains('.') ? digits + "." : digits;

    private static string Signed(JavaFormatSpecifier specifier, bool negative, string digits)
    {
        if (specifier.Has(',') && char.IsAsciiDigit(digits[0]))
            digits = Grouping().Replace(digits, "$&,");

        bool bracket = negative && specifier.Has('(');
        string sign = bracket ? "(" : negative ? "-" : specifier.Has('+') ? "+" : specifier.Has(' ') ? " " : "";
        string end = bracket ? ")" : "";
        return sign + (specifier.Has('0') ? digits.PadLeft(Math.Max(0, specifier.Width - sign.Length - end.Length), '0') : digits) + end;
    }

    private static string Prefixed(JavaFormatSpecifier specifier, string prefix, string digits)
    {
        string start = specifier.Has('#') ? prefix : "";
        return start + (specifier.Has('0') ? digits.PadLeft(Math.Max(0, specifier.Width - start.Length), '0') : digits);
    }

    private static FormatException Mismatch(JavaFormatSpecifier specifier, object? value) =>
        new($"'{specifier.Spelled}' does not take {value switch { null => "an empty value", long => "a whole number", double => "a decimal", string => "a text", bool => "a boolean", _ => "such a value" }}");

    [GeneratedRegex(@"%(?:(?<index>[0-9]+)\$)?(?<flags>[-#+ 0,(<]*)(?<width>[0-9]+)?(?:\.(?<precision>[0-9]+))?(?<conversion>[a-zA-Z%])")]
    private static partial Regex Specifier();

    [GeneratedRegex(@"[0-9](?=(?:[0-9]{3})+(?![0-9]))(?<!\.[0-9]*)")]
    private static partial Regex Grouping();
}
