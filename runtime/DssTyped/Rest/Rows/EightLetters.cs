using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Up to eight letters as one word, the first in its lowest byte: short texts are read without a loop over their letters.</summary>
internal static class EightLetters
{
    public const int Length = sizeof(ulong);

    /// <summary>Set in letters beyond ASCII.</summary>
    public const ulong HighBits = 0x8080808080808080;

    private const ulong Ones = 0x0101010101010101;
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>The first eight letters, or all of a shorter text with zero bytes behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        if (text.Length >= Length)
            return BinaryPrimitives.ReadUInt64LittleEndian(text);
        if (text.Length >= sizeof(uint))
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << ((text.Length - sizeof(uint)) * 8));
        if (text.IsEmpty)
            return 0;
        // First, middle and last letter: of one letter all three are the same one.
        int middle = text.Length >> 1, last = text.Length - 1;
        return text[0] | ((ulong)text[middle] << (middle * 8)) | ((ulong)text[last] << (last * 8));
    }

    /// <summary>The place of a letter; 8 when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(ulong word, byte letter)
    {
        ulong others = word ^ (Ones * letter);
        return BitOperations.TrailingZeroCount((others - Ones) & ~others & (Ones << 7)) >> 3;
    }

    /// <summary>The letters without the one at a place, those behind it moved up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Without(ulong word, int place)
    {
        ulong before = (1UL << (place * 8)) - 1;
        return (word & before) | ((word >> 8) & ~before);
    }

    /// <summary>The number that the first letters spell.</summary>
    /// <param name="word">The letters.</param>
    /// <param name="count">How many of them: 0 to 8.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when one of them is no digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDigits(ulong word, int count, out ulong value)
    {
        // Behind zeros the digits end at the highest byte, whatever their count; two shifts, since one by 64 bits does nothing.
        ulong digits = ((word << ((Length - count) * 4)) << ((Length - count) * 4)) | ((Zeros >> (count * 4)) >> (count * 4));
        // A byte is a digit when its upper half is 3, and still is after 6 is added.
        bool good = ((digits & 0xF0F0F0F0F0F0F0F0) ^ Zeros | (digits + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0 ^ Zeros) == 0;
        digits -= Zeros;
        digits = (digits * 10) + (digits >> 8);
        value = ((((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32) & uint.MaxValue;
        return good;
    }
}
