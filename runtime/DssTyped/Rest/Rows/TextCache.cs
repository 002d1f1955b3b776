using System.Text;

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

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestText || _misses > Trial)
            return Decode(utf8);
        ulong start = EightLetters.Of(utf8);
        ref Entry entry = ref _entries[Place(start, utf8)];
        if (entry.Start == start && entry.Length == utf8.Length && (utf8.Length <= EightLetters.Length || utf8.SequenceEqual(entry.Bytes)))
        {
            _hits++;
            return entry.Text;
        }

        // Texts that repeat earn the column more misses.
        if (++_misses > Trial && _hits > _misses)
            _hits = _misses = 0;
        entry = new Entry(start, utf8.Length, utf8.Length <= EightLetters.Length ? null : utf8.ToArray(), Decode(utf8));
        return entry.Text;
    }

    private static int Place(ulong start, ReadOnlySpan<byte> utf8)
    {
        ulong hash = start + (ulong)utf8.Length;
        if (utf8.Length > EightLetters.Length)
            hash = (hash * 31) + EightLetters.Of(utf8[^EightLetters.Length..]);
        return (int)((hash * 0x9E3779B97F4A7C15) >> 56);
    }

    /// <summary>Most texts are ASCII, whose length is known before they are decoded.</summary>
    private static string Decode(ReadOnlySpan<byte> utf8) => Ascii.IsValid(utf8)
        ? string.Create(utf8.Length, utf8, static (letters, bytes) => Ascii.ToUtf16(bytes, letters, out _))
        : Encoding.UTF8.GetString(utf8);

    /// <param name="Start">The first eight letters; a shorter text is known by them.</param>
    /// <param name="Length">Bytes of the text.</param>
    /// <param name="Bytes">All of a longer text.</param>
    /// <param name="Text">The text.</param>
    private readonly record struct Entry(ulong Start, int Length, byte[]? Bytes, string Text);
}
