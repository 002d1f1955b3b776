using System.Buffers;
using System.Numerics;
using System.Text;

namespace DssTyped.Local.Rows;

/// <summary>Makes strings of a column's texts. Short texts that come again and again become one string; a column where they don't is soon left alone.</summary>
internal sealed class TextCells
{
    private const int Slots = 256;
    private const int Trial = 1024;

    private readonly (ulong Low, ulong High)[] _keys = new (ulong, ulong)[Slots];
    private string?[]? _texts = new string?[Slots];
    private int _misses;
    private int _hits;

    /// <summary>The text of a cell.</summary>
    /// <param name="cells">A column of texts.</param>
    /// <param name="row">A row whose cell is not empty.</param>
    public string Of(in CellVector cells, int row)
    {
        ReadOnlySpan<byte> utf8 = cells.Utf8(row);

        // Up to 12 bytes are in the cell itself, filled up with zeros: equal cells are equal texts.
        if (_texts is not { } texts || utf8.Length > 12)
            return Decode(utf8);

        (ulong Low, ulong High) key = cells.At<(ulong, ulong)>(row);
        int slot = (int)((key.Low ^ BitOperations.RotateLeft(key.High, 29)) * 0x9E3779B97F4A7C15 >> 56);
        if (texts[slot] is { } known && _keys[slot] == key)
        {
            _hits++;
            return known;
        }

        string text = Decode(utf8);
        texts[slot] = text;
        _keys[slot] = key;
        if (++_misses == Trial)
        {
            if (_hits < _misses)
                _texts = null;

            (_misses, _hits) = (0, 0);
        }

        return text;
    }

    // Almost all texts are ASCII, and have as many characters as bytes.
    private static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 256)
            return Encoding.UTF8.GetString(utf8);

        Span<char> characters = stackalloc char[256];
        return Ascii.ToUtf16(utf8, characters, out int written) == OperationStatus.Done ? new string(characters[..written]) : Encoding.UTF8.GetString(utf8);
    }
}
