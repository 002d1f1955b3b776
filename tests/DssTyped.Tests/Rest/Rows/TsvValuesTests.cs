using System.Globalization;
using System.Text;
using CsCheck;
using DssTyped.Rest.Rows;

namespace DssTyped.Tests.Rest.Rows;

public sealed class TsvValuesTests
{
    [Fact]
    public void Instants_in_any_zone_read_as_the_same_moment() =>
        Gen.Select(Gen.DateTime[new DateTime(1, 1, 3, 0, 0, 0, DateTimeKind.Utc), new DateTime(9999, 12, 28, 0, 0, 0, DateTimeKind.Utc)], Gen.Int[-18 * 60, 18 * 60]).Sample((moment, minutes) =>
        {
            var utc = new DateTimeOffset(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
            string z = utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
            DateTime local = utc.UtcDateTime.AddMinutes(minutes);
            string offset = string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-ddTHH:mm:ss.fff}{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
            Assert.True(TsvValues.TryInstant(Encoding.UTF8.GetBytes(z), out DateTimeOffset first) && first == utc, z);
            Assert.True(UtcMilliseconds.TryRead(Cells.Of(z), out long milliseconds) && milliseconds * TimeSpan.TicksPerMillisecond == utc.UtcTicks, z);
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
    public void What_is_no_instant_is_not_read_as_one(string text)
    {
        Assert.False(TsvValues.TryInstant(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(UtcMilliseconds.TryRead(Cells.Of(text), out _));
        Assert.False(InstantCell.TryRead(Cells.Of(text), out _));
    }

    [Fact]
    public void Letters_changed_anywhere_in_an_instant_read_as_the_general_reader_reads_them() =>
        Gen.Select(Gen.DateTime[new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc)], Gen.Select(Gen.Int[0, 23], Gen.Char[' ', '\u007f']).Array[0, 2]).Sample((moment, changes) =>
        {
            char[] letters = moment.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture).ToCharArray();
            foreach ((int at, char letter) in changes)
                letters[at] = letter;
            var text = new string(letters);
            bool expected = TsvValues.TryInstant(Encoding.UTF8.GetBytes(text), out DateTimeOffset wanted);
            Assert.Equal(expected, InstantCell.TryRead(Cells.Of(text), out long microseconds));
            if (expected)
                Assert.Equal(wanted, DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
        }, iter: 100_000);

    [Theory]
    [InlineData("2026-01-01T00:00:00.1234567Z", false)]
    [InlineData("1969-12-31T23:59:59.999999Z", true)]
    [InlineData("2026-01-01T00:00:00+02:00", true)]
    public void An_instant_is_held_in_microseconds_or_not_at_all(string text, bool held)
    {
        Assert.True(TsvValues.TryInstant(Encoding.UTF8.GetBytes(text), out DateTimeOffset instant));
        Assert.Equal(held, InstantCell.TryRead(Cells.Of(text), out long microseconds));
        if (held)
            Assert.Equal(instant, DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
    }

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("FALSE", true, false)]
    [InlineData("True", true, true)]
    [InlineData("tru", false, false)]
    [InlineData("truex", false, false)]
    [InlineData("falsetrue", false, false)]
    [InlineData("", false, false)]
    [InlineData("\u0014\u0012\u0015\u0005", false, false)]
    public void Booleans_are_words_in_any_case(string text, bool expected, bool wanted)
    {
        Assert.Equal(expected, TsvValues.TryBoolean(Cells.Of(text), out bool value));
        Assert.Equal(wanted, value);
    }

    [Fact]
    public void Days_are_read_with_and_without_a_time_of_day()
    {
        Assert.True(TsvValues.TryDateOnly("2026-03-04"u8, out DateOnly plain) && plain == new DateOnly(2026, 3, 4));
        Assert.True(TsvValues.TryDateOnly("2026-03-04T00:00:00.000Z"u8, out DateOnly timed) && timed == new DateOnly(2026, 3, 4));
        Assert.False(TsvValues.TryDateOnly("2026-03-041"u8, out _));
        Assert.True(TsvValues.TryDateTime("2026-03-04T05:06:07.089"u8, out DateTime local) && local == new DateTime(2026, 3, 4, 5, 6, 7, 89) && local.Kind == DateTimeKind.Unspecified);
    }
}
