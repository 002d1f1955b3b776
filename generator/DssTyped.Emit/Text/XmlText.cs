using System.Globalization;
using System.Runtime.CompilerServices;
using DssTyped.Flow;

namespace DssTyped.Emit.Text;

/// <summary>Untrusted text inside a <c>///</c> comment: one line, valid XML, nothing invisible.</summary>
internal readonly struct XmlText
{
    /// <summary>Longer texts are cut: documentation is for a tooltip, the whole text stays in the snapshot.</summary>
    public const int MaxLength = 600;

    private readonly string _text;

    private XmlText(string text) => _text = text;

    /// <summary>The text on one line, escaped for XML, cut to <see cref="MaxLength"/> characters.</summary>
    public static XmlText Of(string text) => new(text);

    /// <summary>Writes the text.</summary>
    public void AppendTo(SourceWriter result)
    {
        if (_text.Length <= MaxLength && IsPlain(_text.AsSpan()))
            result.Append(_text);
        else
            AppendEscaped(result, _text);
    }

    /// <summary>Escapes what was written from a place on.</summary>
    public static void Escape(SourceWriter result, int start)
    {
        if (result.Place - start > MaxLength || !IsPlain(result.From(start)))
            AppendEscaped(result, result.CutFrom(start));
    }

    /// <summary>The text as it is written.</summary>
    public override string ToString()
    {
        var result = new SourceWriter();
        AppendTo(result);
        return result.Take();
    }

    // Nearly all of documentation is what we wrote ourselves: printable ASCII in which nothing is escaped and no blank is dropped.
    [MethodImpl(HotPath.Optimized)]
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        char before = ' ';
        foreach (char c in text)
        {
            if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || (c == ' ' && before == ' '))
                return false;

            before = c;
        }

        return before != ' ';
    }

    private static void AppendEscaped(SourceWriter result, string text)
    {
        bool isEmpty = true, gap = false;
        int read = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            UnicodeCategory category = isPair ? UnicodeCategory.OtherSymbol : char.GetUnicodeCategory(c);
            if (category == UnicodeCategory.Format)
                continue;

            // Blanks become one, written when something follows. Five characters end a comment line in C# (LF, CR, NEL, LS, PS): all of them are blanks here.
            bool isBlank = category is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (gap && (!isBlank || read >= MaxLength))
            {
                result.Append(' ');
                gap = false;
            }

            if (read >= MaxLength)
            {
                result.Append('\u2026');
                return;
            }

            read += isPair ? 2 : 1;
            if (isBlank)
            {
                gap = !isEmpty;
                continue;
            }

            isEmpty = false;
            if (isPair)
                result.Append(text, i++, 2);
            else
                AppendVisible(result, c, category);
        }
    }

    private static void AppendVisible(SourceWriter result, char c, UnicodeCategory category)
    {
        switch (c)
        {
            case '&': result.Append("&amp;"); break;
            case '<': result.Append("&lt;"); break;
            case '>': result.Append("&gt;"); break;
            default: result.Append(category is UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned ? '\uFFFD' : c); break;
        }
    }
}
