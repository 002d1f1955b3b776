using System.Buffers.Binary;

namespace DssTyped.Rest.Rows;

/// <summary>Instants in the form DSS writes them, <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>: read eight letters at a time.</summary>
internal static class UtcMilliseconds
{
    private const int Length = 24;
    private const ulong HighBits = 0x8080808080808080;

    // The form in three words. Against it a digit leaves 0 to 9 and a separator 0; a room of 0x76 lets 9 pass below the high bit, one of 0x7F only 0.
    private static readonly ulong[] Form = [Word("0000-00-"u8), Word("00T00:00"u8), Word(":00.000Z"u8)];
    private static readonly ulong[] Room = [Word([0x76, 0x76, 0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F]), Word([0x76, 0x76, 0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76]), Word([0x7F, 0x76, 0x76, 0x7F, 0x76, 0x76, 0x76, 0x7F])];

    /// <summary>False for any other form and for what is no moment; the general reader decides then.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length != Length)
            return false;
        ulong date = Word(text) ^ Form[0], middle = Word(text[8..]) ^ Form[1], end = Word(text[16..]) ^ Form[2];
        if ((((date + Room[0]) | date | (middle + Room[1]) | middle | (end + Room[2]) | end) & HighBits) != 0)
            return false;

        int year = (Two(date, 0) * 100) + Two(date, 2), month = Two(date, 5), day = Two(middle, 0);
        int hour = Two(middle, 3), minute = Two(middle, 6), second = Two(end, 1);
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        long milliseconds = (Two(end, 4) * 10) + (int)((end >> 48) & 15);
        long ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).Ticks
            + (((((hour * 60) + minute) * 60L) + second) * TimeSpan.TicksPerSecond) + (milliseconds * TimeSpan.TicksPerMillisecond);
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static ulong Word(ReadOnlySpan<byte> text) => BinaryPrimitives.ReadUInt64LittleEndian(text);

    private static int Two(ulong digits, int at) => (int)((((digits >> (at * 8)) & 15) * 10) + ((digits >> ((at * 8) + 8)) & 15));
}
