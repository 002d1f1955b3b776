using System.Numerics;
using System.Runtime.Intrinsics;

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
        if (utf8.Length > CellVector.InlineText)
            return TextMaking.Of(utf8);

        // Such a text is in the cell itself, filled up with zeros: equal cells are equal texts.
        if (_texts is not { } texts)
            return Make(cells, row, utf8);

        (ulong Low, ulong High) key = cells.At<(ulong, ulong)>(row);
        int slot = (int)((key.Low ^ BitOperations.RotateLeft(key.High, 29)) * 0x9E3779B97F4A7C15 >> 56);
        if (texts[slot] is { } known && _keys[slot] == key)
        {
            _hits++;
            return known;
        }

        string text = Make(cells, row, utf8);
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

    private static string Make(in CellVector cells, int row, ReadOnlySpan<byte> utf8)
    {
        // Without the length before it.
        Vector128<byte> letters = Vector128.Shuffle(cells.At<Vector128<byte>>(row), Vector128.Create((byte)4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255, 255, 255, 255));
        return TextMaking.OfAscii(letters, utf8.Length) ?? TextMaking.Of(utf8);
    }
}
