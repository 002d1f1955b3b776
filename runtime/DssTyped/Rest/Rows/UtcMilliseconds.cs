using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DssTyped.Rest.Rows;

/// <summary>Instants in the form DSS writes them, <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>: all letters are read at once.</summary>
internal static class UtcMilliseconds
{
    private const int Length = 24;

    /// <summary>False for any other form and for what is no moment; the general reader decides then.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">Since the beginning of the year 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(CellText text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length != Length || !BitConverter.IsLittleEndian)
            return false;

        // Against the form, a digit leaves its value and a separator nothing. The two halves overlap by eight letters.
        Vector128<byte> first = text.Vector(0) ^ Vector128.Create("0000-00-00T00:00"u8);
        Vector128<byte> last = text.Vector(8) ^ Vector128.Create("00T00:00:00.000Z"u8);
        Vector128<byte> good = Vector128.LessThanOrEqual(first, Vector128.Create((byte)9, 9, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9))
            & Vector128.LessThanOrEqual(last, Vector128.Create((byte)9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 0, 9, 9, 9, 0));

        // Century, year in it, month, day, hour, minute, second, hundredths: two digits each.
        const byte None = 255;
        Vector128<ushort> digits = (Vector128.Shuffle(first, Vector128.Create((byte)0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, None, None, None, None))
            | Vector128.Shuffle(last, Vector128.Create(None, None, None, None, None, None, None, None, None, None, None, None, 9, 10, 12, 13))).AsUInt16();
        Vector128<ushort> parts = ((digits & Vector128.Create((ushort)255)) * 10) + (digits >>> 8);
        good &= Vector128.LessThanOrEqual(parts - Vector128.Create((ushort)0, 0, 1, 1, 0, 0, 0, 0), Vector128.Create((ushort)99, 99, 11, 30, 23, 59, 59, 99)).AsByte();

        ulong date = parts.AsUInt64().ToScalar(), time = parts.AsUInt64().GetElement(1);
        int year = (int)(((date & 255) * 100) + ((date >> 16) & 255)), month = (int)(date >> 32) & 255, day = (int)(date >> 48);
        if (good != Vector128<byte>.AllBitsSet || year == 0 || (day > 28 && IsBeyondMonth(year, month, day)))
            return false;
        long seconds = ((long)DaysBefore(year, month, day) * 86_400) + (long)(((time & 255) * 3600) + (((time >> 16) & 255) * 60) + ((time >> 32) & 255));
        milliseconds = (seconds * 1000) + (long)((time >> 48) * 10) + last.GetElement(14);
        return true;
    }

    private static bool IsBeyondMonth(int year, int month, int day) => day > DateTime.DaysInMonth(year, month);

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
}
