using System.Globalization;
using System.Text;

namespace DssTyped.Emit.Text;

/// <summary>C# literals of untrusted text: the only way a snapshot's text gets into code.</summary>
internal static class CSharpText
{
    /// <summary>A string literal with its quotes. Whatever could end a line, reorder text on the screen or break an encoding is escaped.</summary>
    public static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 2);
        result.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"': result.Append("\\\""); break;
                case '\\': result.Append("\\\\"); break;
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                        result.Append(c).Append(text[++i]);
                    else if (MustEscape(c))
                        result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else
                        result.Append(c);
                    break;
            }
        }

        return result.Append('"').ToString();
    }

    /// <summary>A string literal, or <c>null</c>.</summary>
    public static string LiteralOrNull(string? text) => text is null ? "null" : Literal(text);

    private static bool MustEscape(char c) => c >= ' ' && c < '\u007F'
        ? false
        : char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
