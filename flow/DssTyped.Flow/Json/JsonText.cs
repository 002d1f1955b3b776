using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>A JSON text that was read: its value, its problems, and a map from byte offsets to lines and characters.</summary>
public sealed class JsonText
{
    private readonly byte[] _utf8;
    private int[]? _lineStarts;

    internal JsonText(byte[] utf8, JsonValue? root, IReadOnlyList<JsonProblem> problems)
    {
        _utf8 = utf8;
        Root = root;
        Problems = problems;
    }

    /// <summary>The text itself, without a byte order mark.</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The value; null if the text is no JSON.</summary>
    public JsonValue? Root { get; }

    /// <summary>What is wrong; an error is there exactly if <see cref="Root"/> is null, duplicate names are doubts.</summary>
    public IReadOnlyList<JsonProblem> Problems { get; }

    /// <summary>Line and column of a byte offset, both from 1; a column counts UTF-16 units, as editors and compilers do.</summary>
    public LinePosition PositionOf(int byteOffset)
    {
        int[] starts = _lineStarts ??= FindLines(_utf8);
        int offset = Math.Max(0, Math.Min(byteOffset, _utf8.Length));
        int line = Array.BinarySearch(starts, offset);
        line = line < 0 ? ~line - 1 : line;
        return new LinePosition(line + 1, CharsBetween(starts[line], offset) + 1);
    }

    private int CharsBetween(int start, int end) => Encoding.UTF8.GetCharCount(_utf8, start, end - start);

    private static int[] FindLines(byte[] utf8)
    {
        var starts = new List<int> { 0 };
        for (int i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == '\n' || (utf8[i] == '\r' && (i + 1 == utf8.Length || utf8[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
