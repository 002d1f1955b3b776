using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DssTyped.Rest.Rows;

/// <summary>
/// Finds the separators of tab-separated text, 64 bytes at a time: tabs and line feeds outside quotes.
/// State is carried from block to block, so the text may arrive in any pieces.
/// </summary>
internal sealed class TsvIndex
{
    public const int BlockSize = 64;

    // The first entry stands for the separator before the text, so that every field lies between two of them.
    private int[] _separators = new int[4096];
    private int[] _rowEnds = new int[512];
    private ulong _insideQuotes;
    private ulong _afterSeparator = 1;

    public TsvIndex() => _separators[0] = -1;

    /// <summary>-1, then the positions of tabs and line feeds, in order: field i from the beginning lies between entries i and i + 1.</summary>
    public int[] Separators => _separators;

    /// <summary>How many entries of <see cref="Separators"/> count.</summary>
    public int SeparatorCount { get; private set; } = 1;

    /// <summary>For each line feed, its place in <see cref="Separators"/>.</summary>
    public ReadOnlySpan<int> RowEnds => _rowEnds.AsSpan(0, RowCount);

    public int RowCount { get; private set; }

    public bool IsInsideQuotes => _insideQuotes != 0;

    /// <summary>Position of a quote in the middle of an unquoted field, which the format does not allow; -1 when there is none.</summary>
    public int StrayQuote { get; private set; } = -1;

    /// <summary>Forgets the text before the separator at a place, that separator included; all rows found so far lie in it.</summary>
    public void Drop(int place)
    {
        int bytes = _separators[place] + 1;
        int left = SeparatorCount - place;
        for (int i = 0; i < left; i++)
            _separators[i] = _separators[place + i] - bytes;
        SeparatorCount = left;
        RowCount = 0;
        if (StrayQuote >= 0)
            StrayQuote -= bytes;
    }

    /// <summary>Moves the separators from <paramref name="first"/> on by some bytes: they were found in a text of their own.</summary>
    public void Move(int first, int bytes)
    {
        foreach (ref int separator in _separators.AsSpan(first, SeparatorCount - first))
            separator += bytes;
    }

    /// <summary>Looks at whole blocks from <paramref name="from"/> on and returns where it stopped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Scan(ReadOnlySpan<byte> text, int from)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        int position = from;
        for (; position + BlockSize <= text.Length; position += BlockSize)
        {
            if (SeparatorCount + BlockSize > _separators.Length)
                Array.Resize(ref _separators, _separators.Length * 2);
            if (RowCount + BlockSize > _rowEnds.Length)
                Array.Resize(ref _rowEnds, _rowEnds.Length * 2);
            Block(ref Unsafe.Add(ref start, position), position);
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Block(ref byte block, int position)
    {
        Masks(ref block, out ulong quotes, out ulong tabs, out ulong lines);
        ulong separators = tabs | lines;
        ulong outside = ~_insideQuotes;
        if (quotes != 0)
        {
            ulong inside = PrefixXor(quotes) ^ _insideQuotes;
            // An opening quote stands at the start of a field, or right after a quote: then the two are one doubled quote.
            ulong stray = quotes & inside & ~(((separators | quotes) << 1) | _afterSeparator);
            if (stray != 0 && StrayQuote < 0)
                StrayQuote = position + BitOperations.TrailingZeroCount(stray);
            outside = ~inside;
            _insideQuotes = (ulong)((long)inside >> 63);
        }

        _afterSeparator = (separators | quotes) >> 63;
        separators &= outside;
        lines &= outside;

        // How many separators and lines a block has cannot be foreseen, so the usual number is written without asking. What is too much
        // lies beyond the counts, where Scan made room.
        int count = SeparatorCount;
        _rowEnds[RowCount] = count + BitOperations.PopCount(separators & (lines ^ (lines - 1)) >> 1);
        RowCount += lines == 0 ? 0 : 1;
        for (ulong rest = lines & (lines - 1); rest != 0; rest &= rest - 1)
            _rowEnds[RowCount++] = count + BitOperations.PopCount(separators & (rest ^ (rest - 1)) >> 1);

        SeparatorCount = count + BitOperations.PopCount(separators);
        ref int to = ref MemoryMarshal.GetReference(_separators.AsSpan(count, BlockSize));
        do
        {
            separators = Write(separators, position, ref to);
            separators = Write(separators, position, ref Unsafe.Add(ref to, 4));
            to = ref Unsafe.Add(ref to, 8);
        }
        while (separators != 0);
    }

    /// <summary>Writes the places of the first four bits, any values where there are fewer, and returns the other bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Write(ulong bits, int position, ref int to)
    {
        to = position + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 1) = position + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 2) = position + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 3) = position + BitOperations.TrailingZeroCount(bits);
        return bits & (bits - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Masks(ref byte block, out ulong quotes, out ulong tabs, out ulong lines)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<byte> bytes = Vector512.LoadUnsafe(ref block);
            quotes = Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            tabs = Vector512.Equals(bytes, Vector512.Create((byte)'\t')).ExtractMostSignificantBits();
            lines = Vector512.Equals(bytes, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            return;
        }

        quotes = Mask(ref block, (byte)'"');
        tabs = Mask(ref block, (byte)'\t');
        lines = Mask(ref block, (byte)'\n');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(ref byte block, byte wanted)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> pattern = Vector256.Create(wanted);
            return Vector256.Equals(Vector256.LoadUnsafe(ref block), pattern).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), pattern).ExtractMostSignificantBits() << 32);
        }

        Vector128<byte> narrow = Vector128.Create(wanted);
        ulong mask = 0;
        for (int part = 0; part < 4; part++)
            mask |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref block, (nuint)(part * 16)), narrow).ExtractMostSignificantBits() << (part * 16);
        return mask;
    }

    /// <summary>Bit i of the result is the parity of bits 0 to i: set between an opening quote and its closing one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
