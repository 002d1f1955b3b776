using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DssTyped.Rest.Rows;

/// <summary>
/// The bytes of a cell. Behind its start and its end lie at least <see cref="Room"/> bytes that may be read, whatever they are: so a
/// short text is read in words without asking how short it is.
/// </summary>
internal readonly ref struct CellText
{
    public const int Room = 32;

    private readonly ref byte _start;

    /// <param name="start">The first byte.</param>
    /// <param name="length">Bytes of the text, behind which <see cref="Room"/> more may be read.</param>
    public CellText(ref byte start, int length)
    {
        _start = ref start;
        Length = length;
    }

    public int Length { get; }

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(ref _start, Length);

    /// <summary>The first byte; any if the text is empty.</summary>
    public byte First => _start;

    /// <summary>Eight letters, the first in the lowest byte; those behind the end are any.</summary>
    /// <param name="at">The first one's place, not beyond the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Word(int at)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref _start, at));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Sixteen letters; those behind the end are any.</summary>
    /// <param name="at">The first one's place, not beyond the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Vector(int at) => Vector128.LoadUnsafe(ref _start, (nuint)at);

    /// <summary>The text without its first letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellText From(int at) => new(ref Unsafe.Add(ref _start, at), Length - at);
}
