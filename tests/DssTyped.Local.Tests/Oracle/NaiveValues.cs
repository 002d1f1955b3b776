using System.Globalization;
using System.Text.RegularExpressions;

namespace DssTyped.Tests.Oracle;

/// <summary>The values of formulas, written from the table in docs/formula.md and not from the engine: null, string, long, double, bool, DateTime, a list, or an error.</summary>
internal static class NaiveValues
{
    /// <summary>What went wrong travels through a formula to its end.</summary>
    public static object Error { get; } = new();

    /// <summary>A cell: what is spelled like a number is one.</summary>
    public static object? OfCell(string? cell)
    {
        if (string.IsNullOrEmpty(cell))
            return null;
        if (Regex.IsMatch(cell, @"^[+-]?[0-9]+\z") && long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole;

        return Regex.IsMatch(cell, @"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z") ? double.Parse(cell, CultureInfo.InvariantCulture) : cell;
    }

    public static string? ToCell(object? value) => value is null || value == Error || Text(value).Length == 0 ? null : Text(value);

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => Java(number),
        bool flag => flag ? "true" : "false",
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        List<object?> list => $"[{string.Join(",", list.Select(item => item is long or double or bool ? Text(item) : item is null ? "null" : $"\"{Text(item)}\""))}]",
        _ => "",
    };

    public static bool IsEmpty(object? value) => value is null or "";

    public static bool IsBlank(object? value) => IsEmpty(value) || value == Error;

    public static bool IsTrue(object? value) => value is true || (value is string text && text.ToLowerInvariant() == "true");

    public static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        string text => OfCell(text.Trim()) switch { long whole => whole, double number => number, _ => null },
        _ => null,
    };

    public static DateTime? Date(object? value) => value switch
    {
        DateTime moment => moment,
        string text when Regex.IsMatch(text.Trim(), @"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?\z")
            && DateTime.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime moment) => moment,
        _ => null,
    };

    public static bool Equal(object? a, object? b)
    {
        if (IsEmpty(a) || IsEmpty(b))
            return IsEmpty(a) && IsEmpty(b);
        if (a is string && b is string)
            return (string)a == (string)b;
        if ((a is long or double || b is long or double) && Number(a) is { } x && Number(b) is { } y)
            return x == y;
        if ((a is DateTime || b is DateTime) && Date(a) is { } first && Date(b) is { } second)
            return first == second;

        return Text(a) == Text(b);
    }

    /// <summary>The order of two numbers, texts, instants or flags; null if they have none.</summary>
    public static int? Order(object? a, object? b)
    {
        if (a is string s && b is string t)
            return string.CompareOrdinal(s, t);
        if ((a is long or double || b is long or double) && Number(a) is { } x && Number(b) is { } y)
            return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
        if ((a is DateTime || b is DateTime) && Date(a) is { } first && Date(b) is { } second)
            return first.CompareTo(second);

        return a is bool p && b is bool q ? p.CompareTo(q) : null;
    }

    public static object? Calculate(string sign, object? a, object? b)
    {
        if (sign == "+" && !(a is long or double && b is long or double))
            return a is null || b is null ? null : Text(a) + Text(b);
        if (IsEmpty(a) || IsEmpty(b))
            return null;
        if (a is long i && b is long j && sign != "/")
        {
            return sign switch
            {
                "+" => unchecked(i + j),
                "-" => unchecked(i - j),
                "*" => unchecked(i * j),
                _ when j == 0 => Error,
                "%" when j == -1 => 0L,
                _ when j == -1 => unchecked(-i),
                "%" => i % j,
                _ => i / j,
            };
        }

        if (Number(a) is not { } x || Number(b) is not { } y)
            return Error;

        return sign switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "%" => x % y,
            _ => double.IsFinite(x / y) ? (long)(x / y) : Error,
        };
    }

    // Java's Double.toString.
    private static string Java(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        string digits = Regex.Replace(value.ToString(Math.Abs(value) <= 1e-323 ? "E1" : "R", CultureInfo.InvariantCulture), "E.*|[-.]", "").Trim('0');

        // With as many digits as are written: with more, 1e-7 is 9.99...e-8.
        int exponent = int.Parse(value.ToString(FormattableString.Invariant($"E{digits.Length - 1}"), CultureInfo.InvariantCulture).Split('E')[1], CultureInfo.InvariantCulture);
        string sign = value < 0 ? "-" : "";
        if (Math.Abs(value) is < 1e-3 or >= 1e7)
            return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{exponent}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";

        digits = digits.PadRight(exponent + 1, '0');
        return $"{sign}{digits[..(exponent + 1)]}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }
}
