using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Instants in the form DSS writes them, <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>: read eight letters at a time.</summary>
internal static class UtcMilliseconds
{
    private const int Length = 24;

    // The form in three words: "0000-00-", "00T00:00", ":00.000Z", the first letter in the lowest byte.
    private const ulong DateForm = 0x2D30302D30303030;
    private const ulong MiddleForm = 0x30303A3030543030;
    private const ulong EndForm = 0x5A3030302E30303A;

    // Against the form a digit leaves 0 to 9 and a separator 0. Added, a room of 0x76 keeps 9 below the high bit, and one of 0x7F only 0.
    private const ulong DateRoom = 0x7F76767F76767676;
    private const ulong MiddleRoom = 0x76767F76767F7676;
    private const ulong EndRoom = 0x7F7676767F76767F;

    /// <summary>False for any other form and for what is no moment; the general reader decides then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length != Length)
            return false;
        ulong date = Word(text) ^ DateForm, middle = Word(text[8..]) ^ MiddleForm, end = Word(text[16..]) ^ EndForm;
        if ((((date + DateRoom) | date | (middle + MiddleRoom) | middle | (end + EndRoom) | end) & EightLetters.HighBits) != 0)
            return false;

        int year = (Two(date, 0) * 100) + Two(date, 2), month = Two(date, 5), day = Two(middle, 0);
        int hour = Two(middle, 3), minute = Two(middle, 6), second = Two(end, 1);
        if (year == 0 || month is 0 or > 12 || day == 0 || (day > 28 && day > DateTime.DaysInMonth(year, month)) || hour > 23 || minute > 59 || second > 59)
            return false;
        int milliseconds = (Two(end, 4) * 10) + (int)((end >> 48) & 15);
        long seconds = (((((DaysBefore(year, month, day) * 24L) + hour) * 60) + minute) * 60) + second;
        value = new DateTimeOffset((seconds * TimeSpan.TicksPerSecond) + (milliseconds * TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        return true;
    }

    // Days since 0001-01-01. Counted from March, leap days come last, and the months before one have 153 days in five.
    // Without a branch, since months of rows in any order cannot be foreseen.
    private static int DaysBefore(int year, int month, int day)
    {
        int early = (month - 3) >> 31;
        year += early;
        month -= 12 * early;
        int century = year / 100;
        return (365 * year) + (year >> 2) - century + (century >> 2) + (((153 * month) - 457) / 5) + day - 307;
    }

    private static ulong Word(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text);

    private static int Two(ulong digits, int at) => (int)((((digits >> (at * 8)) & 15) * 10) + ((digits >> ((at * 8) + 8)) & 15));
}
