using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace DssTyped;

/// <summary>Makes strings of UTF-8. Almost all texts are short and ASCII, and have as many characters as bytes: these are made in one go.</summary>
internal static class TextMaking
{
    /// <summary>Texts up to this length are short.</summary>
    public const int ShortLength = 16;

    /// <summary>A text of any length.</summary>
    public static string Of(ReadOnlySpan<byte> utf8) => Ascii.IsValid(utf8)
        ? string.Create(utf8.Length, utf8, static (letters, bytes) => Ascii.ToUtf16(bytes, letters, out _))
        : Encoding.UTF8.GetString(utf8);

    /// <summary>A short text; null if it is not all ASCII.</summary>
    /// <param name="utf8">Its bytes, and any behind them.</param>
    /// <param name="length">How many of them it has.</param>
    [SkipLocalsInit]
    public static string? OfShortAscii(Vector128<byte> utf8, int length)
    {
        if ((utf8.ExtractMostSignificantBits() & ((1u << length) - 1)) != 0)
            return null;
        Span<ushort> letters = stackalloc ushort[ShortLength];
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(utf8);
        low.StoreUnsafe(ref letters[0]);
        high.StoreUnsafe(ref letters[ShortLength / 2]);
        return new string(System.Runtime.InteropServices.MemoryMarshal.Cast<ushort, char>(letters)[..length]);
    }
}
