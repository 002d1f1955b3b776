using System.Globalization;
using System.Text;

namespace DssTyped.Local.Text;

/// <summary>Values as DSS writes them into text: numbers in Java's form, dates in ISO form with milliseconds.</summary>
internal static class JavaText
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>A double as <c>Double.toString</c> writes it before Java 19: <c>22.0</c>, <c>1.0E7</c>, <c>1.0E-4</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value) || value == 0)
            return Special(value);

        // Most numbers are of a plain size: then Java's form is .NET's, with a point.
        double size = Math.Abs(value);
        return size is >= 1e-3 and < 1e7 ? Plain(value.ToString("R", CultureInfo.InvariantCulture)) : Arranged(value < 0, JavaDigits.Of(size));
    }

    /// <summary>A float as <c>Float.toString</c> writes it before Java 19.</summary>
    public static string Of(float value)
    {
        if (!float.IsFinite(value) || value == 0)
            return Special(value);

        float size = Math.Abs(value);
        return size is >= 1e-3f and < 1e7f ? Plain(value.ToString("R", CultureInfo.InvariantCulture)) : Arranged(value < 0, JavaDigits.Of(size));
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

    private static string Special(double value) => value switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        0 => double.IsNegative(value) ? "-0.0" : "0.0",
        _ => "NaN",
    };

    private static string Plain(string shortest) => shortest.Contains('.') ? shortest : shortest + ".0";

    // Plain between 1E-3 and 1E7, else with an exponent, always with a decimal.
    private static string Arranged(bool isNegative, JavaDigits number)
    {
        (string digits, int point) = (number.Digits, number.Point);
        return (isNegative ? "-" : "") + point switch
        {
            > 7 or < -2 => $"{digits[0]}.{(digits.Length > 1 ? digits[1..] : "0")}E{(point - 1).ToString(CultureInfo.InvariantCulture)}",
            <= 0 => $"0.{new string('0', -point)}{digits}",
            _ when digits.Length <= point => $"{digits.PadRight(point, '0')}.0",
            _ => $"{digits[..point]}.{digits[point..]}",
        };
    }
}
