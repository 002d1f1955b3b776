using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Flow;

namespace DssTyped.Emit.Text;

/// <summary>A C# literal of untrusted text: the only way a snapshot's text gets into code.</summary>
internal readonly struct CSharpText
{
    private readonly string _text;

    private CSharpText(string text) => _text = text;

    /// <summary>A string literal with its quotes. Whatever could end a line, reorder text on the screen or break an encoding is escaped.</summary>
    public static CSharpText Literal(string text) => new(text);

    /// <summary>Writes the literal.</summary>
    public void AppendTo(SourceWriter result)
    {
        result.Append('"');
        AppendEscaped(result, _text);
        result.Append('"');
    }

    /// <summary>Writes a text as it stands between a literal's quotes.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void AppendEscaped(SourceWriter result, string text)
    {
        int written = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (IsPlain(c))
                continue;

            // Runs of plain characters, which is nearly everything, are copied as a whole.
            result.Append(text, written, i - written);
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(text, i++, 2);
            else
                AppendEscaped(result, c);

            written = i + 1;
        }

        result.Append(text, written, text.Length - written);
    }

    /// <summary>The literal.</summary>
    public override string ToString()
    {
        var result = new SourceWriter();
        AppendTo(result);
        return result.Take();
    }

    private static bool IsPlain(char c) => c >= ' ' && c < '\u007F' && c != '"' && c != '\\';

    private static void AppendEscaped(SourceWriter result, char c)
    {
        switch (c)
        {
            case '"': result.Append("\\\""); break;
            case '\\': result.Append("\\\\"); break;
            case '\n': result.Append("\\n"); break;
            case '\r': result.Append("\\r"); break;
            case '\t': result.Append("\\t"); break;
            default:
                result.Append(MustEscape(c) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString());
                break;
        }
    }

    private static bool MustEscape(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
