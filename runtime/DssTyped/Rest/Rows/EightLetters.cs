using System.Numerics;
using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>Eight letters as one word, the first in its lowest byte: short texts are read without a loop over their letters.</summary>
internal static class EightLetters
{
    public const int Length = sizeof(ulong);

    private const ulong Ones = 0x0101010101010101;
    private const ulong HighBits = 0x8080808080808080;
    private const ulong Zeros = 0x3030303030303030;

    // Added to a byte, it sets the high bit of all above 9.
    private const ulong RoomAboveNine = 0x7676767676767676;

    /// <summary>The place of a letter; 8 when it is not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IndexOf(ulong word, byte letter)
    {
        ulong others = word ^ (Ones * letter);
        return BitOperations.TrailingZeroCount((others - Ones) & ~others & HighBits) >> 3;
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
    /// <param name="count">How many of them: 1 to 8.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when one of them is no digit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryDigits(ulong word, int count, out ulong value)
    {
        // Moved up to the highest byte, the letters behind are gone and zeros stand before, whatever the count.
        ulong digits = (word ^ Zeros) << ((Length - count) * 8);
        bool good = ((digits | (digits + RoomAboveNine)) & HighBits) == 0;
        digits = (digits * 10) + (digits >> 8);
        value = ((((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32) & uint.MaxValue;
        return good;
    }
}
