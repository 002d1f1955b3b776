using System.Globalization;
using System.Numerics;

namespace DssTyped.Local.Text;

/// <summary>
/// The decimal digits that Java gives a floating-point number before Java 19, on which DSS runs. They always read back as the same number, but are not always the fewest that do:
/// powers of two, whole numbers from 2^53 and some others get a digit more.
/// </summary>
internal readonly struct JavaDigits
{
    private const int SignificandBits = 53;

    private JavaDigits(string digits, int point) => (Digits, Point) = (digits, point);

    /// <summary>The digits, the first of them no zero.</summary>
    public string Digits { get; }

    /// <summary>Where the point stands: 1 is after the first digit.</summary>
    public int Point { get; }

    /// <summary>The digits of a positive, finite number.</summary>
    public static JavaDigits Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        bool isPowerOfTwo = (bits & 0xFFFFFFFFFFFFFL) == 0;
        if (!isPowerOfTwo && value is >= 1e-300 and < 1L << SignificandBits)
            return Shortest(value);

        return Of(bits & 0xFFFFFFFFFFFFFL, (int)(bits >> 52) - 1023, -1023, SignificandBits);
    }

    /// <summary>The digits of a positive, finite number.</summary>
    public static JavaDigits Of(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return Of((long)(bits & 0x7FFFFF) << 29, (bits >> 23) - 127, -127, 24);
    }

    // For these numbers Java's digits are the fewest.
    private static JavaDigits Shortest(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = e < 0 ? text : text[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new JavaDigits(digits.TrimEnd('0'), (point < 0 ? mantissa.Length : point) + exponent - (all.Length - digits.Length));
    }

    private static JavaDigits Of(long fraction, int exponent, int subnormal, int precision)
    {
        long significand = fraction | (1L << 52);
        if (exponent == subnormal)
        {
            int zeros = BitOperations.LeadingZeroCount((ulong)fraction) - 11;
            (significand, exponent, precision) = (fraction << zeros, subnormal + 1 - zeros, precision - zeros);
        }

        int tail = BitOperations.TrailingZeroCount(significand);
        int fractionBits = Math.Max(0, SignificandBits - tail - exponent - 1);
        return fractionBits == 0 && exponent <= 62 ? Whole(significand, exponent, precision) : Generated(significand, exponent, precision, tail, fractionBits);
    }

    // A whole number of 64 bits: digits that its precision says nothing about are rounded away.
    private static JavaDigits Whole(long significand, int exponent, int precision)
    {
        long value = exponent >= 52 ? significand << (exponent - 52) : significand >> (52 - exponent);
        int unknown = exponent > precision ? (int)((exponent - precision - 1) * 0.301029995663981) : 0;
        long power = (long)BigInteger.Pow(10, unknown);
        string digits = ((value / power) + (value % power >= (power + 1) / 2 && unknown > 0 ? 1 : 0)).ToString(CultureInfo.InvariantCulture);
        return new JavaDigits(digits.TrimEnd('0'), digits.Length + unknown);
    }

    // Digit by digit, until what is left is less than half of the last place of the number's precision, from below or from above.
    private static JavaDigits Generated(long significand, int exponent, int precision, int tail, int fractionBits)
    {
        int power = PowerOfTen(significand, exponent);
        int significant = SignificandBits - tail;
        int two = Math.Max(0, -power) + fractionBits + exponent, scaleTwo = Math.Max(0, power) + fractionBits;
        int half = two - precision - (significant == 1 ? 1 : 0);
        two -= significant - 1;
        int common = Math.Min(Math.Min(two, scaleTwo), half);
        (two, scaleTwo, half) = (two - common, scaleTwo - common, half - common);

        BigInteger five = BigInteger.Pow(5, Math.Max(0, -power));
        BigInteger rest = (significand >> tail) * five << two;
        BigInteger scale = BigInteger.Pow(5, Math.Max(0, power)) << scaleTwo;
        BigInteger margin = five << half;
        BigInteger tens = scale * 10;

        // Java calculates in 32 or 64 bits where they are enough for both numbers, but not for their sum; and where they are not enough it compares in another way.
        int bits = Math.Max(significant + two + FiveBits(Math.Max(0, -power)), scaleTwo + 1 + FiveBits(Math.Max(0, power) + 1));
        int signBit = bits < 32 ? 31 : 63;
        var digits = new List<int>(18);
        bool low, high;
        Take();
        if (digits[0] == 0 && !high)
        {
            power--;
            digits.Clear();
        }

        // With an exponent there are two digits at least.
        if (power is < -3 or >= 8)
            low = high = false;
        while (!low && !high)
            Take();

        int left = (rest * 2).CompareTo(tens);
        if (high && (!low || left > 0 || (left == 0 && digits[^1] % 2 != 0)))
            power += RoundUp(digits);

        return new JavaDigits(string.Concat(digits), power + 1);

        void Take()
        {
            digits.Add((int)BigInteger.DivRem(rest, scale, out rest));
            rest *= 10;
            margin *= 10;
            BigInteger sum = rest + margin;
            low = rest < margin;
            high = bits >= 64 ? sum >= tens : sum > tens && (margin >> signBit != 0 || sum >> signBit == 0);
        }
    }

    // The power of ten of the first digit, or one more: the first digit is 0 then.
    private static int PowerOfTen(long significand, int exponent)
    {
        double mantissa = BitConverter.Int64BitsToDouble((significand & 0xFFFFFFFFFFFFFL) | (1023L << 52));
        return (int)Math.Floor(((mantissa - 1.5) * 0.289529654) + 0.176091259 + (exponent * 0.301029995663981));
    }

    private static int FiveBits(int power) => power == 0 ? 0 : power < 27 ? (int)BigInteger.Pow(5, power).GetBitLength() : power * 3;

    private static int RoundUp(List<int> digits)
    {
        int i = digits.Count - 1;
        for (; i > 0 && digits[i] == 9; i--)
            digits[i] = 0;

        bool carries = digits[i] == 9;
        digits[i] = carries ? 1 : digits[i] + 1;
        return carries ? 1 : 0;
    }
}
