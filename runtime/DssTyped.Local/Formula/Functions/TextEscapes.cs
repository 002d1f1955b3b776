using System.Globalization;
using System.Net;
using System.Text;

namespace DssTyped.Local.Formula.Functions;

/// <summary>The modes of <c>escape</c> and <c>unescape</c>.</summary>
internal static class TextEscapes
{
    // The names of U+00A0 to U+00FF, which Java's HTML escapes use.
    private static readonly string[] Latin1 =
        ("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest "
        + "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig "
        + "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml").Split(' ');

    public static FormulaValue Escape(string text, string mode) => mode.ToLowerInvariant() switch
    {
        "html" => Markup(text, "&#39;", apostrophe: false, latin1: true),
        "xml" => Markup(text, "&apos;", apostrophe: true, latin1: false),
        "csv" => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        "url" => Url(text),
        "javascript" => Script(text),
        _ => FormulaValue.Fail($"'{mode}' is no escape mode; use html, xml, csv, url or javascript"),
    };

    public static FormulaValue Unescape(string text, string mode) => mode.ToLowerInvariant() switch
    {
        "html" or "xml" => WebUtility.HtmlDecode(text),
        "csv" => text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text,
        "url" => WebUtility.UrlDecode(text),
        "javascript" => Unscript(text),
        _ => FormulaValue.Fail($"'{mode}' is no escape mode; use html, xml, csv, url or javascript"),
    };

    private static string Markup(string text, string apostropheEntity, bool apostrophe, bool latin1)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' => result.Append("&quot;"),
                '\'' when apostrophe => result.Append(apostropheEntity),
                >= '\u00A0' and <= '\u00FF' when latin1 => result.Append('&').Append(Latin1[c - 0xA0]).Append(';'),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    // Java's URLEncoder keeps letters, digits and .-*_ and writes a blank as a plus.
    private static string Url(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or '_')
                result.Append(c);
            else if (c == ' ')
                result.Append('+');
            else
                result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return result.ToString();
    }

    private static string Script(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\'' or '"' or '\\' or '/' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                < ' ' or > '\u007E' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    private static string Unscript(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char c = text[++i];
            if (c == 'u' && i + 4 < text.Length && int.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            {
                result.Append((char)code);
                i += 4;
            }
            else
            {
                result.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => c });
            }
        }

        return result.ToString();
    }
}
