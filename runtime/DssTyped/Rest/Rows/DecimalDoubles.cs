using System.Numerics;

namespace DssTyped.Rest.Rows;

/// <summary>
/// The double nearest to <c>digits / 10^decimals</c>, by the method of Lemire, "Number Parsing at a Gigabyte per Second" (2021):
/// one multiplication of 64 by 128 bits. Exact in the range it takes.
/// </summary>
internal static class DecimalDoubles
{
    /// <summary>The most decimals it takes; within them, the paper proves that 128 bits of a power always decide the rounding.</summary>
    public const int MostDecimals = 27;

    private const int MantissaBits = 52;
    private const int Bias = 1023;
    private const int MostDecimalsOfTies = 4;

    // The reciprocals of 5^0 to 5^27, scaled to 128 bits and rounded up.
    private static readonly ulong[] High = new ulong[MostDecimals + 1];
    private static readonly ulong[] Low = new ulong[MostDecimals + 1];

    static DecimalDoubles()
    {
        for (int decimals = 0; decimals <= MostDecimals; decimals++)
        {
            BigInteger power = BigInteger.Pow(5, decimals);
            // A power that is one bit of its own divides without a rest.
            BigInteger scaled = decimals == 0 ? BigInteger.One << 127 : ((BigInteger.One << ((int)power.GetBitLength() + 127)) / power) + 1;
            (High[decimals], Low[decimals]) = ((ulong)(scaled >> 64), (ulong)(scaled & ulong.MaxValue));
        }
    }

    /// <summary>The nearest double; ties go to the even one.</summary>
    /// <param name="digits">The digits as a whole number.</param>
    /// <param name="decimals">How many of them are decimals: 0 to <see cref="MostDecimals"/>.</param>
    public static double Nearest(ulong digits, int decimals)
    {
        if (digits == 0)
            return 0;
        int zeros = BitOperations.LeadingZeroCount(digits);
        ulong normal = digits << zeros;
        ulong upper = Math.BigMul(normal, High[decimals], out ulong lower);
        // Only when the bits behind the mantissa are all ones can the rest of the power carry into them.
        if ((upper & (ulong.MaxValue >> (MantissaBits + 3))) == ulong.MaxValue >> (MantissaBits + 3))
        {
            ulong more = Math.BigMul(normal, Low[decimals], out _);
            lower += more;
            if (lower < more)
                upper++;
        }

        int top = (int)(upper >> 63);
        int shift = top + 64 - MantissaBits - 3;
        ulong mantissa = upper >> shift;
        int exponent = (((152170 + 65536) * -decimals) >> 16) + 63 + top - zeros + Bias;
        // Exactly between two doubles: the even one, not the upper one.
        if (lower <= 1 && decimals <= MostDecimalsOfTies && (mantissa & 3) == 1 && mantissa << shift == upper)
            mantissa &= ~1UL;
        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            exponent++;
        }

        return BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)exponent << MantissaBits));
    }
}
