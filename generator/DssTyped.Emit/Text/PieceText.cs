using System.Text;

namespace DssTyped.Emit.Text;

/// <summary>
/// The text of a file in pieces. Large flows have megabytes of code, nearly all of it ASCII, which takes one byte a character here; and the runtime
/// collects all garbage of a process for a few megabytes of large arrays or strings.
/// </summary>
internal sealed class PieceText
{
    /// <summary>The length of every piece but the last: a power of two.</summary>
    public const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 14;

    private readonly List<byte[]> _ascii = [];

    // All of the text once it is not ASCII.
    private StringBuilder? _other;

    /// <summary>Whether all of it is ASCII: only then can parts of it be read.</summary>
    public bool IsAscii => _other is null;

    /// <summary>The number of characters.</summary>
    public int Length { get; private set; }

    /// <summary>The character at an index from 0.</summary>
    public char this[int index] => (char)_ascii[index >> PieceBits][index & (PieceLength - 1)];

    /// <summary>Adds a piece.</summary>
    public void Add(char[] text, int start, int count)
    {
        if (_other is null && Encoding.UTF8.GetByteCount(text, start, count) == count)
            _ascii.Add(Encoding.ASCII.GetBytes(text, start, count));
        else
            (_other ??= new StringBuilder(ToString())).Append(text, start, count);

        Length += count;
    }

    /// <summary>Copies characters from an index on.</summary>
    public void CopyTo(int index, char[] destination, int at, int count)
    {
        while (count > 0)
        {
            byte[] piece = _ascii[index >> PieceBits];
            int start = index & (PieceLength - 1);
            int copied = Encoding.ASCII.GetChars(piece, start, Math.Min(count, piece.Length - start), destination, at);
            (index, at, count) = (index + copied, at + copied, count - copied);
        }
    }

    /// <summary>All of it.</summary>
    public override string ToString() => _other?.ToString() ?? string.Concat(_ascii.Select(piece => Encoding.ASCII.GetString(piece)));
}
