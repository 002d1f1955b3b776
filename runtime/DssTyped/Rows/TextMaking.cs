using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace DssTyped;

/// <summary>Makes strings of UTF-8. Almost all texts are short and ASCII, and have as many characters as bytes: these are made in one go.</summary>
internal static class TextMaking
{
    /// <summary>The longest text that fits into a vector.</summary>
    public const int VectorLength = 16;

    private const int StackLength = 256;

    /// <summary>A text of any length.</summary>
    [SkipLocalsInit]
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > StackLength)
            return Encoding.UTF8.GetString(utf8);
        Span<char> letters = stackalloc char[StackLength];
        return Ascii.ToUtf16(utf8, letters, out int written) == OperationStatus.Done ? new string(letters[..written]) : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>A text in a vector; null if it is not all ASCII.</summary>
    /// <param name="utf8">Its bytes, and any behind them.</param>
    /// <param name="length">How many of them it has.</param>
    public static string? OfAscii(Vector128<byte> utf8, int length)
    {
        if ((utf8.ExtractMostSignificantBits() & ((1u << length) - 1)) != 0)
            return null;
        var letters = new Letters(utf8);
        return new string(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Letters, char>(ref letters), length));
    }

    /// <summary>As many characters as a vector has bytes.</summary>
    private readonly struct Letters(Vector128<byte> ascii)
    {
        private readonly Vector128<ushort> _low = Vector128.WidenLower(ascii);
        private readonly Vector128<ushort> _high = Vector128.WidenUpper(ascii);
    }
}
