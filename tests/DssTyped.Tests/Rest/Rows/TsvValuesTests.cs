using System.Globalization;
using System.Text;
using CsCheck;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

public sealed class TsvValuesTests
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
                Assert.Equal(expected, TsvValues.TryDouble(Encoding.UTF8.GetBytes(text), out double value));
                if (expected)
                    Assert.Equal(BitConverter.DoubleToInt64Bits(wanted), BitConverter.DoubleToInt64Bits(value));
            }, iter: 200_000);

    [Fact]
    public void Whole_numbers_read_as_the_framework_reads_them() =>
        Gen.OneOf(Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.OneOf("", "-", "+5", "9223372036854775808", "1.0", " 1", "0x1", "00012"))
            .Sample(text =>
            {
                bool expected = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long wanted);
                Assert.Equal(expected, TsvValues.TryInt64(Encoding.UTF8.GetBytes(text), out long value));
                if (expected)
                    Assert.Equal(wanted, value);
            });

    [Fact]
    public void Instants_in_any_zone_read_as_the_same_moment() =>
        Gen.Select(Gen.DateTime[new DateTime(1, 1, 3, 0, 0, 0, DateTimeKind.Utc), new DateTime(9999, 12, 28, 0, 0, 0, DateTimeKind.Utc)], Gen.Int[-18 * 60, 18 * 60]).Sample((moment, minutes) =>
        {
            var utc = new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
            string z = utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            DateTime local = utc.UtcDateTime.AddMinutes(minutes);
            string offset = string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-ddTHH:mm:ss.fff}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
            Assert.True(TsvValues.TryInstant(Encoding.UTF8.GetBytes(z), out DateTimeOffset first) && first == utc, z);
            Assert.True(TsvValues.TryInstant(Encoding.UTF8.GetBytes(offset), out DateTimeOffset second) && second == utc, offset);
        });

    [Theory]
    [InlineData("2026-02-29T00:00:00.000Z")]
    [InlineData("2026-01-01T24:00:00.000Z")]
    [InlineData("2026-01-01X00:00:00.000Z")]
    [InlineData("2026-1-1")]
    [InlineData("abc")]
    [InlineData("2026-13-01T00:00:00.000Z")]
    [InlineData("2026-01-00T00:00:00.000Z")]
    [InlineData("2026-01-01T00:60:00.000Z")]
    [InlineData("2026-01-01T00:00:60.000Z")]
    [InlineData("0000-01-01T00:00:00.000Z")]
    [InlineData("2026-01-01T00:00:00.00:Z")]
    [InlineData("2026/01-01T00:00:00.000Z")]
    [InlineData("202\u00e9-01-01T00:00:00.00Z")]
    [InlineData("0001-01-01T00:00:00.000+05:00")]
    public void What_is_no_instant_is_not_read_as_one(string text) => Assert.False(TsvValues.TryInstant(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Days_are_read_with_and_without_a_time_of_day()
    {
        Assert.True(TsvValues.TryDateOnly("2026-03-04"u8, out DateOnly plain) && plain == new DateOnly(2026, 3, 4));
        Assert.True(TsvValues.TryDateOnly("2026-03-04T00:00:00.000Z"u8, out DateOnly timed) && timed == new DateOnly(2026, 3, 4));
        Assert.False(TsvValues.TryDateOnly("2026-03-041"u8, out _));
        Assert.True(TsvValues.TryDateTime("2026-03-04T05:06:07.089"u8, out DateTime local) && local == new DateTime(2026, 3, 4, 5, 6, 7, 89) && local.Kind == DateTimeKind.Unspecified);
    }

    private static string WithPoint(long mantissa, int decimals) => (mantissa < 0 ? "-" : "") + WithPoint((ulong)Math.Abs(mantissa), decimals);

    private static string WithPoint(ulong mantissa, int decimals)
    {
        string digits = mantissa.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : digits[..^decimals] + "." + digits[^decimals..];
    }
}
