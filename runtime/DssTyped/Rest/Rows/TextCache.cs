using System.Runtime.CompilerServices;

namespace DssTyped.Rest.Rows;

/// <summary>The latest texts of one column, so that few different texts are made only once. A column whose texts hardly repeat gives it up.</summary>
internal sealed class TextCache
{
    private const int Entries = 256;
    private const int LongestText = 64;
    private const int Trial = 512;

    private readonly Entry[] _entries = new Entry[Entries];
    private int _hits;
    private int _misses;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Get(CellText cell)
    {
        ReadOnlySpan<byte> utf8 = cell.Span;
        if (utf8.Length is 0 or > LongestText || _misses > Trial)
            return Make(cell);
        ulong start = cell.Word(0);
        // Without what lies behind a shorter text.
        if (utf8.Length < EightLetters.Length)
            start &= (1UL << (utf8.Length * 8)) - 1;
        ref Entry entry = ref _entries[Place(start, cell)];
        if (entry.Start == start && entry.Length == utf8.Length && (utf8.Length <= EightLetters.Length || utf8.SequenceEqual(entry.Bytes)))
        {
            _hits++;
            return entry.Text;
        }

        // Texts that repeat earn the column more misses.
        if (++_misses > Trial && _hits > _misses)
            _hits = _misses = 0;
        entry = new Entry(start, utf8.Length, utf8.Length <= EightLetters.Length ? null : utf8.ToArray(), Make(cell));
        return entry.Text;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong start, CellText cell)
    {
        ulong hash = start + (ulong)cell.Length;
        if (cell.Length > EightLetters.Length)
            hash = (hash * 31) + cell.Word(cell.Length - EightLetters.Length);
        return (int)((hash * 0x9E3779B97F4A7C15) >> 56);
    }

    private static string Make(CellText cell) =>
        (cell.Length <= TextMaking.VectorLength ? TextMaking.OfAscii(cell.Vector(0), cell.Length) : null) ?? TextMaking.Of(cell.Span);

    /// <param name="Start">The first eight letters; a shorter text is known by them.</param>
    /// <param name="Length">Bytes of the text.</param>
    /// <param name="Bytes">All of a longer text.</param>
    /// <param name="Text">The text.</param>
    private readonly record struct Entry(ulong Start, int Length, byte[]? Bytes, string Text);
}
