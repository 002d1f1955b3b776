using System.Text;

namespace DssTyped.Rest.Rows;

/// <summary>The latest texts of one column, so that few different texts are made only once. A column whose texts hardly repeat gives it up.</summary>
internal sealed class TextCache
{
    private const int Entries = 256;
    private const int LongestText = 64;
    private const int Trial = 512;

    private readonly byte[]?[] _bytes = new byte[Entries][];
    private readonly string[] _texts = new string[Entries];
    private int _hits;
    private int _misses;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestText || _misses > Trial)
            return Decode(utf8);
        int place = Place(utf8);
        if (_bytes[place] is { } known && utf8.SequenceEqual(known))
        {
            _hits++;
            return _texts[place];
        }

        // Texts that repeat earn the column more misses.
        if (++_misses > Trial && _hits > _misses)
            _hits = _misses = 0;
        _bytes[place] = utf8.ToArray();
        return _texts[place] = Decode(utf8);
    }

    private static int Place(ReadOnlySpan<byte> utf8)
    {
        ulong hash = EightLetters.Of(utf8) + (ulong)utf8.Length;
        if (utf8.Length > EightLetters.Length)
            hash = (hash * 31) + EightLetters.Of(utf8[^EightLetters.Length..]);
        return (int)((hash * 0x9E3779B97F4A7C15) >> 56);
    }

    /// <summary>Most texts are ASCII, whose length is known before they are decoded.</summary>
    private static string Decode(ReadOnlySpan<byte> utf8) => Ascii.IsValid(utf8)
        ? string.Create(utf8.Length, utf8, static (letters, bytes) => Ascii.ToUtf16(bytes, letters, out _))
        : Encoding.UTF8.GetString(utf8);
}
