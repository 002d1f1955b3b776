using System.Numerics;
using System.Runtime.CompilerServices;

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
    private static ReadOnlySpan<ulong> High =>
    [
        0x8000000000000000, 0xCCCCCCCCCCCCCCCC, 0xA3D70A3D70A3D70A, 0x83126E978D4FDF3B,
        0xD1B71758E219652B, 0xA7C5AC471B478423, 0x8637BD05AF6C69B5, 0xD6BF94D5E57A42BC,
        0xABCC77118461CEFC, 0x89705F4136B4A597, 0xDBE6FECEBDEDD5BE, 0xAFEBFF0BCB24AAFE,
        0x8CBCCC096F5088CB, 0xE12E13424BB40E13, 0xB424DC35095CD80F, 0x901D7CF73AB0ACD9,
        0xE69594BEC44DE15B, 0xB877AA3236A4B449, 0x9392EE8E921D5D07, 0xEC1E4A7DB69561A5,
        0xBCE5086492111AEA, 0x971DA05074DA7BEE, 0xF1C90080BAF72CB1, 0xC16D9A0095928A27,
        0x9ABE14CD44753B52, 0xF79687AED3EEC551, 0xC612062576589DDA, 0x9E74D1B791E07E48,
    ];

    private static ReadOnlySpan<ulong> Low =>
    [
        0x0000000000000000, 0xCCCCCCCCCCCCCCCD, 0x3D70A3D70A3D70A4, 0x645A1CAC083126EA,
        0xD3C36113404EA4A9, 0x0FCF80DC33721D54, 0xA63F9A49C2C1B110, 0x3D32907604691B4D,
        0xFDC20D2B36BA7C3E, 0x31680A88F8953031, 0xB573440E5A884D1C, 0xF78F69A51539D749,
        0xF93F87B7442E45D4, 0x2865A5F206B06FBA, 0x538484C19EF38C95, 0x0F9D37014BF60A11,
        0x4C2EBE687989A9B4, 0x09BEFEB9FAD487C3, 0x3AFF322E62439FD0, 0x2B31E9E3D06C32E6,
        0x88F4BB1CA6BCF585, 0xD3F6FC16EBCA5E04, 0x5324C68B12DD6339, 0x75B7053C0F178294,
        0xC4926A9672793543, 0x3A83DDBD83F52205, 0x95364AFE032A819E, 0x775EA264CF55347E,
    ];

    /// <summary>The nearest double; ties go to the even one.</summary>
    /// <param name="digits">The digits as a whole number.</param>
    /// <param name="decimals">How many of them are decimals: 0 to <see cref="MostDecimals"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
