using DssTyped.Flow.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using LinePosition = Microsoft.CodeAnalysis.Text.LinePosition;

namespace DssTyped.Generator.Diagnostics;

/// <summary>Places in a JSON text as the compiler prints them.</summary>
internal sealed class TextLocations
{
    private readonly string _path;
    private readonly JsonText _json;
    private readonly List<int> _lineStarts = [0];
    private readonly int _length;

    public TextLocations(string path, JsonText json, SourceText text)
    {
        _path = path;
        _json = json;
        string chars = text.ToString();
        _length = chars.Length;

        // Lines end where JSON's do; C#'s other line ends may stand inside a string.
        for (int i = 0; i < chars.Length; i++)
        {
            if (chars[i] == '\n' || (chars[i] == '\r' && (i + 1 == chars.Length || chars[i + 1] != '\n')))
                _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The location of a span of bytes; the file's start for a span that is not known.</summary>
    public Location Of(JsonSpan span)
    {
        LinePosition start = PositionOf(span.Start), end = PositionOf(Math.Max(span.End, span.Start));
        return Location.Create(_path, TextSpan.FromBounds(OffsetOf(start), Math.Max(OffsetOf(start), OffsetOf(end))), new LinePositionSpan(start, end));
    }

    private LinePosition PositionOf(int offset)
    {
        Flow.Json.LinePosition position = _json.PositionOf(offset);
        return new LinePosition(position.Line - 1, position.Column - 1);
    }

    private int OffsetOf(LinePosition position) =>
        Math.Min(_length, position.Line < _lineStarts.Count ? _lineStarts[position.Line] + position.Character : _length);
}
