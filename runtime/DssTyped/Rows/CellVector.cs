using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>The cells of one column for the rows in memory, read in place. It does not own them: whoever sets it takes it back before the memory goes.</summary>
/// <param name="kind">What the cells are.</param>
/// <param name="data">The first cell.</param>
/// <param name="validity">A bit per row, set where the cell is not empty; null if none is.</param>
internal readonly unsafe struct CellVector(CellKind kind, byte* data, ulong* validity)
{
    /// <summary>The longest text in bytes that is in its cell and not elsewhere.</summary>
    public const int InlineText = 12;

    private readonly ulong* _validity = validity;

    public CellKind Kind { get; } = kind;

    public byte* Data { get; } = data;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(int row)
        where T : unmanaged => ((T*)Data)[row];

    /// <summary>A text's bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8(int row)
    {
        byte* cell = Data + ((long)row * 16);
        int length = *(int*)cell;
        return new ReadOnlySpan<byte>(length <= InlineText ? cell + 4 : *(byte**)(cell + 8), length);
    }
}

/// <summary>How the cells of a column lie in memory.</summary>
internal enum CellKind : byte
{
    /// <summary>In a form that only the engine knows.</summary>
    Other,

    Int8,
    Int16,
    Int32,
    Int64,
    Single,
    Double,

    /// <summary>A byte, 0 or 1.</summary>
    Boolean,

    /// <summary>64 bits: microseconds since 1970 in UTC.</summary>
    Instant,

    /// <summary>64 bits: microseconds since 1970 without zone.</summary>
    DateTime,

    /// <summary>32 bits: days since 1970.</summary>
    Day,

    /// <summary>16 bytes: the length of the UTF-8 text, then the text itself up to 12 bytes, else its first 4 and a pointer to all of it.</summary>
    Text,
}
