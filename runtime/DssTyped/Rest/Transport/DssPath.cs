using System.Runtime.CompilerServices;
using System.Text;

namespace DssTyped.Rest.Transport;

/// <summary>A path below the API's base path. The holes of an interpolated string become escaped segments, so a name can never leave its place.</summary>
[InterpolatedStringHandler]
internal readonly struct DssPath
{
    private readonly StringBuilder _text;

    public DssPath(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(string segment)
    {
        ArgumentException.ThrowIfNullOrEmpty(segment);
        if (segment is "." or "..")
            throw new ArgumentException($"'{segment}' cannot be the name or id of a DSS object.", nameof(segment));
        _text.Append(Escape(segment));
    }

    /// <summary>A path inside a managed folder: slashes stay, everything between them is escaped.</summary>
    public void AppendFormatted(FolderPath path)
    {
        string[] segments = path.Text.Split('/');
        if (segments.Contains("..") || segments.Contains("."))
            throw new ArgumentException($"'{path.Text}' is not a path inside a managed folder.", nameof(path));
        _text.AppendJoin('/', segments.Select(Escape));
    }

    /// <exception cref="ArgumentException">The text is not valid Unicode; escaping would turn it into another name.</exception>
    private static string Escape(string segment)
    {
        for (int i = 0; i < segment.Length; i++)
        {
            if (!Rune.TryGetRuneAt(segment, i, out Rune rune))
                throw new ArgumentException("The name or id of a DSS object holds half a character (a lone surrogate).", nameof(segment));
            i += rune.Utf16SequenceLength - 1;
        }

        return Uri.EscapeDataString(segment);
    }

    public override string ToString() => _text.ToString();
}

/// <summary>Marks a hole of a <see cref="DssPath"/> as a path of several segments.</summary>
internal readonly record struct FolderPath(string Text);
