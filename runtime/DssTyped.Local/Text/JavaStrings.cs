using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DssTyped.Local.Text;

/// <summary>Text operations as Java and its commons libraries do them.</summary>
internal static partial class JavaStrings
{
    /// <summary>Without characters up to U+0020 at both ends.</summary>
    public static string Trim(string text)
    {
        int start = 0, end = text.Length;
        while (start < end && text[start] <= ' ')
            start++;
        while (end > start && text[end - 1] <= ' ')
            end--;

        return text[start..end];
    }

    // Letters whose upper case is more than one letter, which .NET leaves as they are.
    private static readonly (string Lower, string Upper)[] LongUpper =
    [
        ("\u00DF", "SS"), ("\u0149", "\u02BCN"), ("\u01F0", "J\u030C"), ("\uFB00", "FF"), ("\uFB01", "FI"), ("\uFB02", "FL"), ("\uFB03", "FFI"), ("\uFB04", "FFL"), ("\uFB05", "ST"), ("\uFB06", "ST"),
    ];

    /// <summary>Upper case; a sharp s becomes SS.</summary>
    public static string ToUpper(string text) => Ascii.IsValid(text)
        ? text.ToUpperInvariant()
        : LongUpper.Aggregate(text.ToUpperInvariant(), (upper, letter) => upper.Replace(letter.Lower, letter.Upper, StringComparison.Ordinal));

    /// <summary>Lower case; a capital I with a dot keeps its dot, and a sigma at the end of a word has a form of its own.</summary>
    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();

        string lower = text.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant();
        return text.Contains('\u03A3', StringComparison.Ordinal) ? FinalSigma().Replace(lower, "\u03C2") : lower;
    }

    [GeneratedRegex(@"(?<=\p{L})\u03C3(?!\p{L})")]
    private static partial Regex FinalSigma();

    /// <summary>Every word in lower case with a capital first letter; blanks separate words.</summary>
    public static string CapitalizeFully(string text) => Capitalized(ToLower(text));

    private static string Capitalized(string words) => string.Create(words.Length, words, static (result, lower) =>
    {
        bool starts = true;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = starts ? char.ToUpperInvariant(lower[i]) : lower[i];
            starts = char.IsWhiteSpace(lower[i]);
        }
    });

    /// <summary>Letters without their marks, by Unicode decomposition.</summary>
    public static string RemoveMarks(string text)
    {
        // Nothing to take off from ASCII; half a surrogate pair can't be decomposed.
        if (Ascii.IsValid(text) || HasLoneSurrogate(text))
            return text;

        string decomposed = text.Normalize(NormalizationForm.FormD);
        var result = new StringBuilder(decomposed.Length);
        foreach (char c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                result.Append(c);
        }

        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    /// <summary>Java's split: groups are no parts, empty parts at the end are dropped.</summary>
    public static IReadOnlyList<string> Split(string text, Regex separator)
    {
        var parts = new List<string>();
        int at = 0;
        for (Match match = separator.Match(text); match.Success; match = match.NextMatch())
        {
            // An empty match at the start splits nothing off.
            if (match.Length == 0 && (match.Index == 0 || match.Index == text.Length))
                continue;

            parts.Add(text[at..match.Index]);
            at = match.Index + match.Length;
        }

        parts.Add(text[at..]);
        while (parts.Count > 1 && parts[^1].Length == 0)
            parts.RemoveAt(parts.Count - 1);

        return parts;
    }
}
