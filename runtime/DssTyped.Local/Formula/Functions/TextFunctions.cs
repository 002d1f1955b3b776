using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Local.Text;

namespace DssTyped.Local.Formula.Functions;

/// <summary>Functions on texts.</summary>
internal static class TextFunctions
{
    public static Dictionary<string, FormulaImplementation> All { get; } = new(StringComparer.Ordinal)
    {
        ["chomp"] = Text(a => a[0].EndsWith(a[1], StringComparison.Ordinal) && a[1].Length > 0 ? a[0][..^a[1].Length] : a[0]),
        ["concat"] = new(a => string.Concat(a.Select(value => value.ToText()))),
        ["contains"] = new(a => !a[0].IsEmpty && (a[1].Kind == FormulaKind.Pattern ? a[1].Pattern.IsMatch(a[0].ToText()) : a[0].ToText().Contains(a[1].ToText(), StringComparison.Ordinal))),
        ["startsWith"] = new(a => !a[0].IsEmpty && a[0].ToText().StartsWith(a[1].ToText(), StringComparison.Ordinal)),
        ["endsWith"] = new(a => !a[0].IsEmpty && a[0].ToText().EndsWith(a[1].ToText(), StringComparison.Ordinal)),
        ["indexOf"] = Text(a => (long)a[0].IndexOf(a[1], StringComparison.Ordinal)),
        ["lastIndexOf"] = Text(a => (long)a[0].LastIndexOf(a[1], StringComparison.Ordinal)),
        ["escape"] = Text(a => TextEscapes.Escape(a[0], a[1])),
        ["unescape"] = Text(a => TextEscapes.Unescape(a[0], a[1])),
        ["format"] = new(Format),
        ["fromBase64"] = Text(FromBase64),
        ["toBase64"] = Text(a => CharsetOf(a.ElementAtOrDefault(1)) is { } charset ? Convert.ToBase64String(charset.GetBytes(a[0])) : FormulaValue.Fail($"'{a[1]}' is no character set")),
        ["match"] = new(Match),
        ["md5"] = Hash(MD5.HashData), ["sha1"] = Hash(SHA1.HashData), ["sha256"] = Hash(SHA256.HashData), ["sha512"] = Hash(SHA512.HashData),
        ["partition"] = new(a => Partition(a, last: false)), ["rpartition"] = new(a => Partition(a, last: true)),
        ["replace"] = new(Replace),
        ["replaceChars"] = Text(a => ReplaceChars(a[0], a[1], a[2])),
        ["split"] = new(Split),
        ["splitByCharType"] = Text(a => SplitByCharType(a[0])),
        ["splitByLengths"] = new(SplitByLengths),
        ["strip"] = Text(a => JavaStrings.Trim(a[0])), ["trim"] = Text(a => JavaStrings.Trim(a[0])),
        ["toLowercase"] = Text(a => JavaStrings.ToLower(a[0])),
        ["toUppercase"] = Text(a => JavaStrings.ToUpper(a[0])),
        ["toTitlecase"] = Text(a => JavaStrings.CapitalizeFully(a[0])),
        ["toString"] = new(a => a[0].Kind == FormulaKind.Null ? FormulaValue.Null : a.Length > 1 ? ToFormattedText(a[0], a[1].ToText()) : a[0].ToText()),
        ["unicode"] = Text(a => a[0].EnumerateRunes().Select(rune => (FormulaValue)(long)rune.Value).ToList()),
        ["unicodeType"] = Text(a => a[0].Select(c => (FormulaValue)UnicodeName(char.GetUnicodeCategory(c))).ToList()),
        ["uuid"] = new(_ => Guid.NewGuid().ToString()),
        ["fingerprint"] = Text(a => Fingerprint(a[0])),
        ["ngram"] = new(a => a[0].IsEmpty || a[1].AsNumber() is not (>= 1 and < 1000 and var size) ? FormulaValue.Null : Ngrams(a[0].ToText(), (int)size)),
        ["ngramFingerprint"] = new(a => a[0].IsEmpty ? FormulaValue.Null : NgramFingerprint(a[0].ToText(), a.Length > 1 && a[1].AsNumber() is >= 1 and < 1000 and var size ? (int)size : 2)),
    };

    // Null in, null out.
    private static FormulaImplementation Text(Func<string[], FormulaValue> function) =>
        new(a => a[0].Kind == FormulaKind.Null ? FormulaValue.Null : function([.. a.Select(value => value.ToText())]));

    private static FormulaImplementation Hash(Func<byte[], byte[]> function) => Text(a => Convert.ToHexStringLower(function(Encoding.UTF8.GetBytes(a[0]))));

    private static FormulaValue Format(FormulaValue[] a)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        object?[] values = [.. a.Skip(1).Select(value => value.Kind switch
        {
            FormulaKind.Null => (object?)null,
            FormulaKind.Integer => value.Integer,
            FormulaKind.Decimal => value.Number,
            FormulaKind.Boolean => value.Boolean,
            FormulaKind.Date => value.Date,
            _ => value.ToText(),
        })];
        try
        {
            return JavaFormat.Format(a[0].ToText(), values);
        }
        catch (FormatException failure)
        {
            // The format does not fit this row's values: an error value, as in DSS.
            return FormulaValue.Fail(failure.Message);
        }
    }

    private static FormulaValue FromBase64(string[] a)
    {
        byte[] bytes = new byte[a[0].Length];
        return CharsetOf(a.ElementAtOrDefault(1)) is { } charset && Convert.TryFromBase64String(a[0], bytes, out int length)
            ? charset.GetString(bytes, 0, length)
            : FormulaValue.Fail("the text is no Base64, or the character set is not known");
    }

    private static Encoding? CharsetOf(string? name) => name?.ToUpperInvariant() switch
    {
        null or "" or "UTF-8" or "UTF8" => Encoding.UTF8,
        "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
        "US-ASCII" or "ASCII" => Encoding.ASCII,
        "UTF-16" or "UTF-16BE" => Encoding.BigEndianUnicode,
        "UTF-16LE" => Encoding.Unicode,
        _ => null,
    };

    // The whole text must match; the groups are the result.
    private static FormulaValue Match(FormulaValue[] a)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        Regex? pattern = a[1].Kind == FormulaKind.Pattern ? a[1].Pattern : JavaRegex.Parse(a[1].ToText());
        if (pattern is null)
            return FormulaValue.Fail("the regular expression can't be used");

        string text = a[0].ToText();
        for (Match match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Index == 0 && match.Length == text.Length)
                return match.Groups.Cast<Group>().Skip(1).Select(group => group.Success ? (FormulaValue)group.Value : FormulaValue.Null).ToList();
        }

        return FormulaValue.Null;
    }

    private static FormulaValue Replace(FormulaValue[] a)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        string text = a[0].ToText();
        if (a[1].Kind == FormulaKind.Pattern)
        {
            (string replacement, string? problem) = JavaReplacement.Of(a[2].ToText(), a[1].Pattern);
            return problem is null ? a[1].Pattern.Replace(text, replacement) : FormulaValue.Fail(problem);
        }


        string find = a[1].ToText();
        return find.Length == 0 ? text : text.Replace(find, a[2].ToText(), StringComparison.Ordinal);
    }

    private static FormulaValue ReplaceChars(string text, string find, string replacement)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            int index = find.IndexOf(c);
            if (index < 0)
                result.Append(c);
            else if (index < replacement.Length)
                result.Append(replacement[index]);
        }

        return result.ToString();
    }

    private static FormulaValue Partition(FormulaValue[] a, bool last)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        string text = a[0].ToText();
        bool omit = a.Length > 2 && a[2].IsTrue;
        int index = -1, length = 0;
        if (a[1].Kind == FormulaKind.Pattern)
        {
            MatchCollection matches = a[1].Pattern.Matches(text);
            if (matches.Count > 0)
                (index, length) = (matches[last ? ^1 : 0].Index, matches[last ? ^1 : 0].Length);
        }
        else
        {
            string find = a[1].ToText();
            (index, length) = (last ? text.LastIndexOf(find, StringComparison.Ordinal) : text.IndexOf(find, StringComparison.Ordinal), find.Length);
        }

        List<FormulaValue> parts = index < 0 ? [text, "", ""] : [text[..index], text.Substring(index, length), text[(index + length)..]];
        if (omit)
            parts.RemoveAt(1);

        return parts;
    }

    private static FormulaValue Split(FormulaValue[] a)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        string text = a[0].ToText();
        bool keepEmpty = a.Length > 2 && a[2].IsTrue;
        IEnumerable<string> parts = a[1].Kind == FormulaKind.Pattern
            ? JavaStrings.Split(text, a[1].Pattern)
            : a[1].ToText() is { Length: > 0 } separator ? text.Split(separator) : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Where(part => keepEmpty || part.Length > 0).Select(part => (FormulaValue)part).ToList();
    }

    private static FormulaValue SplitByCharType(string text)
    {
        var parts = new List<FormulaValue>();
        int start = 0;
        for (int i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && char.GetUnicodeCategory(text[i]) == char.GetUnicodeCategory(text[start]))
                continue;

            parts.Add(text[start..i]);
            start = i;
        }

        return parts;
    }

    private static FormulaValue SplitByLengths(FormulaValue[] a)
    {
        if (a[0].Kind == FormulaKind.Null)
            return FormulaValue.Null;

        string text = a[0].ToText();
        var parts = new List<FormulaValue>();
        int at = 0;
        foreach (FormulaValue length in a.Skip(1))
        {
            if (length.AsNumber() is not { } number)
                return FormulaValue.Fail("lengths must be numbers");

            int end = (int)Math.Clamp(at + Math.Max(0, number), at, text.Length);
            parts.Add(text[at..end]);
            at = end;
        }

        return parts;
    }

    private static FormulaValue ToFormattedText(FormulaValue value, string format)
    {
        if (value.AsDate() is { } date)
        {
            var pattern = new JavaDatePattern(format);
            return pattern.Problem is null ? pattern.Format(date, TimeZoneInfo.Utc) : FormulaValue.Fail($"'{format}' is no date pattern: {pattern.Problem}");
        }

        return Format([format, value]);
    }

    private static string UnicodeName(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "uppercase letter",
        UnicodeCategory.LowercaseLetter => "lowercase letter",
        UnicodeCategory.TitlecaseLetter => "titlecase letter",
        UnicodeCategory.ModifierLetter => "modifier letter",
        UnicodeCategory.OtherLetter => "other letter",
        UnicodeCategory.NonSpacingMark => "non spacing mark",
        UnicodeCategory.SpacingCombiningMark => "combining spacing mark",
        UnicodeCategory.EnclosingMark => "enclosing mark",
        UnicodeCategory.DecimalDigitNumber => "decimal digit number",
        UnicodeCategory.LetterNumber => "letter number",
        UnicodeCategory.OtherNumber => "other number",
        UnicodeCategory.SpaceSeparator => "space separator",
        UnicodeCategory.LineSeparator => "line separator",
        UnicodeCategory.ParagraphSeparator => "paragraph separator",
        UnicodeCategory.Control => "control",
        UnicodeCategory.Format => "format",
        UnicodeCategory.Surrogate => "surrogate",
        UnicodeCategory.PrivateUse => "private use",
        UnicodeCategory.ConnectorPunctuation => "connector punctuation",
        UnicodeCategory.DashPunctuation => "dash punctuation",
        UnicodeCategory.OpenPunctuation => "start punctuation",
        UnicodeCategory.ClosePunctuation => "end punctuation",
        UnicodeCategory.InitialQuotePunctuation => "initial quote punctuation",
        UnicodeCategory.FinalQuotePunctuation => "final quote punctuation",
        UnicodeCategory.OtherPunctuation => "other punctuation",
        UnicodeCategory.MathSymbol => "math symbol",
        UnicodeCategory.CurrencySymbol => "currency symbol",
        UnicodeCategory.ModifierSymbol => "modifier symbol",
        UnicodeCategory.OtherSymbol => "other symbol",
        UnicodeCategory.OtherNotAssigned => "unassigned",
    };

    private static FormulaValue Fingerprint(string text) =>
        string.Join(' ', Plain(JavaStrings.Trim(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static FormulaValue NgramFingerprint(string text, int size)
    {
        string plain = string.Concat(Plain(text).Where(c => !char.IsWhiteSpace(c)));
        return string.Concat(Enumerable.Range(0, Math.Max(0, plain.Length - size + 1)).Select(i => plain.Substring(i, size)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static string Plain(string text) => JavaStrings.RemoveMarks(string.Concat(text.ToLowerInvariant().Where(c => !char.IsPunctuation(c) && !char.IsControl(c))));

    private static FormulaValue Ngrams(string text, int size)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= size)
            return new List<FormulaValue> { text };

        return Enumerable.Range(0, words.Length - size + 1).Select(i => (FormulaValue)string.Join(' ', words.Skip(i).Take(size))).ToList();
    }
}
