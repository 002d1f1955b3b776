using System.Globalization;
using CsCheck;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

public sealed class TsvNumbersTests
{
    [Fact]
    public void Doubles_read_as_the_framework_reads_them() =>
        Gen.OneOf(
                Gen.Double.Select(number => number.ToString("R", CultureInfo.InvariantCulture)),
                Gen.Select(Gen.Long[-9_999_999_999_999_999, 9_999_999_999_999_999], Gen.Int[0, 26], (mantissa, decimals) => WithPoint(mantissa, decimals)),
                Gen.Select(Gen.ULong, Gen.Int[0, 19], (digits, decimals) => WithPoint(digits, decimals)),
                // Halfway between two doubles, where the even one is right, and just beside.
                Gen.Select(Gen.Long[1L << 52, (1L << 53) - 1], Gen.OneOf(".5", ".50", ".25", ".75", ".49", ".51", ".501"), (whole, rest) => whole.ToString(CultureInfo.InvariantCulture) + rest),
                Gen.Long[1L << 53, 1L << 62].Select(whole => (whole | 1).ToString(CultureInfo.InvariantCulture)),
                Gen.Select(Gen.Int[1, 1 << 20], Gen.Int[1, 12], (odd, halves) => (odd / Math.Pow(2, halves)).ToString("F12", CultureInfo.InvariantCulture)),
                Gen.Float.Select(number => ((double)number).ToString("R", CultureInfo.InvariantCulture)),
                Gen.OneOf("", "-", ".", "1.", ".5", "-.5", "1e5", "NaN", "Infinity", "1.2.3", "12345678.12345678.1", "1234567/", "1234567:", "1234567.", "-12345678901234567890", "18446744073709551615", "0.0000000000000000000000000012", "12a", "-0", "000.10"))
            .Sample(text =>
            {
                bool expected = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double wanted);
                Assert.Equal(expected, TsvNumbers.TryDouble(Cells.Of(text), out double value));
                if (expected)
                    Assert.Equal(BitConverter.DoubleToInt64Bits(wanted), BitConverter.DoubleToInt64Bits(value));
            }, iter: 200_000);

    [Fact]
    public void Whole_numbers_read_as_the_framework_reads_them() =>
        Gen.OneOf(Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.OneOf("", "-", "+5", "9223372036854775808", "1.0", " 1", "0x1", "00012", "-0", "123456789012345678", "1234567890123456789", "-9223372036854775808", "12345678/", "123456789:"), Gen.Int[1, 19].SelectMany(length => Gen.String[Gen.OneOf('0', '1', '9', '/', ':', 'é'), length, length]))
            .Sample(text =>
            {
                bool expected = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long wanted);
                Assert.Equal(expected, TsvNumbers.TryInt64(Cells.Of(text), out long value));
                if (expected)
                    Assert.Equal(wanted, value);
            });

    private static string WithPoint(long mantissa, int decimals) => (mantissa < 0 ? "-" : "") + WithPoint((ulong)Math.Abs(mantissa), decimals);

    private static string WithPoint(ulong mantissa, int decimals)
    {
        string digits = mantissa.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : digits[..^decimals] + "." + digits[^decimals..];
    }
}
