using System.Globalization;
using System.Text;

namespace DssTyped.Flow.Json;

/// <summary>Unescapes JSON strings that hold half a surrogate pair, which strict readers refuse; each half becomes U+FFFD.</summary>
internal static class LoneSurrogates
{
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        string text = Encoding.UTF8.GetString(escaped.ToArray());
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char kind = text[++i];
            if (kind == 'u' && i + 4 < text.Length && ushort.TryParse(text.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort unit))
            {
                result.Append((char)unit);
                i += 4;
            }
            else
            {
                result.Append(kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
            }
        }

        for (int i = 0; i < result.Length; i++)
        {
            if (char.IsHighSurrogate(result[i]) && i + 1 < result.Length && char.IsLowSurrogate(result[i + 1]))
                i++;
            else if (char.IsSurrogate(result[i]))
                result[i] = '\uFFFD';
        }

        return result.ToString();
    }
}
