using System.Globalization;
using System.Text;

namespace DssTyped.Emit.Text;

/// <summary>Untrusted text inside a <c>///</c> comment: one line, valid XML, nothing invisible.</summary>
internal static class XmlText
{
    /// <summary>Longer texts are cut: documentation is for a tooltip, the whole text stays in the snapshot.</summary>
    public const int MaxLength = 600;

    /// <summary>The text on one line, escaped for XML, cut to <see cref="MaxLength"/> characters.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength) + 16);
        bool blank = true;
        int written = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (written >= MaxLength)
            {
                result.Append('\u2026');
                break;
            }

            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                written += 2;
                blank = false;
                continue;
            }

            switch (char.GetUnicodeCategory(c))
            {
                // Five characters end a comment line in C# (LF, CR, NEL, LS, PS): all of them are blanks here.
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    if (!blank)
                        result.Append(' ');

                    blank = true;
                    written++;
                    continue;
                case UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned:
                    result.Append('\uFFFD');
                    break;
                default:
                    _ = c switch
                    {
                        '&' => result.Append("&amp;"),
                        '<' => result.Append("&lt;"),
                        '>' => result.Append("&gt;"),
                        _ => result.Append(c),
                    };
                    break;
            }

            written++;
            blank = false;
        }

        return result.ToString().TrimEnd(' ');
    }
}
