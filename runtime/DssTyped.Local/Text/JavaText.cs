using System.Globalization;
using System.Text;

namespace DssTyped.Local.Text;

/// <summary>Values as DSS writes them into text: numbers in Java's form, dates in ISO form with milliseconds.</summary>
internal static class JavaText
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>A double as <c>Double.toString</c> writes it: <c>22.0</c>, <c>1.0E7</c>, <c>1.0E-4</c>.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        return Arrange(value.ToString("E16", CultureInfo.InvariantCulture), value.ToString(IsTiny(value) ? "E1" : "R", CultureInfo.InvariantCulture));
    }

    /// <summary>A float as <c>Float.toString</c> writes it.</summary>
    public static string Of(float value)
    {
        if (float.IsNaN(value))
            return "NaN";
        if (float.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return float.IsNegative(value) ? "-0.0" : "0.0";

        return Arrange(value.ToString("E8", CultureInfo.InvariantCulture), value.ToString(IsTiny(value) ? "E1" : "R", CultureInfo.InvariantCulture));
    }

    /// <summary>A boolean.</summary>
    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>An instant as <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>, from microseconds since 1970.</summary>
    public static string Instant(long microseconds) => Moment(microseconds) + "Z";

    /// <summary>A date and time without zone, from microseconds since 1970.</summary>
    public static string DateTimeNoTz(long microseconds) => Moment(microseconds);

    /// <summary>A day, from days since 1970.</summary>
    public static string Day(int days) => DateOnly.FromDayNumber(days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(long microseconds) =>
        DateTime.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    // Java writes two digits at least, and of those that read back as the same number the nearest: 4.9E-324, not 5.0E-324. Only among the very smallest is that another than the shortest.
    private static bool IsTiny(double value) => Math.Abs(value) <= 1e-323;

    private static bool IsTiny(float value) => Math.Abs(value) <= 1e-44f;

    // The shortest digits that read back as the same number, arranged by Java's rules: plain between 1E-3 and 1E7, else with an exponent, always with a decimal.
    private static string Arrange(string scientific, string shortest)
    {
        int exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = new StringBuilder();
        foreach (char c in shortest)
        {
            if (c == 'E')
                break;
            if (char.IsAsciiDigit(c) && (digits.Length > 0 || c != '0'))
                digits.Append(c);
        }

        // The rounded 17 digits can carry into the next power of ten; the shortest digits tell where the point really is.
        exponent = ExponentOf(shortest, exponent);
        while (digits.Length > 1 && digits[^1] == '0')
            digits.Length--;

        string sign = shortest[0] == '-' ? "-" : "";
        if (exponent is < -3 or >= 7)
            return $"{sign}{digits[0]}.{(digits.Length > 1 ? digits.ToString(1, digits.Length - 1) : "0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        if (digits.Length <= exponent + 1)
            return $"{sign}{digits}{new string('0', exponent + 1 - digits.Length)}.0";

        return $"{sign}{digits.ToString(0, exponent + 1)}.{digits.ToString(exponent + 1, digits.Length - exponent - 1)}";
    }

    private static int ExponentOf(string shortest, int otherwise)
    {
        int start = shortest[0] == '-' ? 1 : 0;
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
            return int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        int point = shortest.IndexOf('.', StringComparison.Ordinal);
        int whole = (point < 0 ? shortest.Length : point) - start;
        if (shortest[start] != '0')
            return whole - 1;

        for (int i = point + 1; i > 0 && i < shortest.Length; i++)
        {
            if (shortest[i] != '0')
                return point - i;
        }

        return otherwise;
    }
}
