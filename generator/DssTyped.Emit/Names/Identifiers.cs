using System.Globalization;
using System.Text;
using DssTyped.Emit.Text;

namespace DssTyped.Emit.Names;

/// <summary>Turns DSS names into C# identifiers. Each result depends on the name alone; see docs/naming.md.</summary>
internal static class Identifiers
{
    private const int MaxLength = 120;
    private const int CutLength = 80;

    // A row class names its dataset's type twice in one member's name, for which metadata has room for 1,023 bytes.
    private const int MaxBytes = 200;
    private const int CutBytes = 160;

    /// <summary>The PascalCase identifier of a DSS name: <c>LAB_RESULTS_AGG</c> and <c>lab results agg</c> give <c>LabResultsAgg</c>.</summary>
    /// <param name="name">The DSS name.</param>
    /// <param name="fallback">What to start with if no character of the name can stand in an identifier.</param>
    public static string Pascal(string name, string fallback) => AsciiPascal.TryOf(name) is { Length: > 0 and <= MaxLength } plain ? plain : PascalOfAny(name, fallback);

    /// <summary>The same for any name, in the general way.</summary>
    internal static string PascalOfAny(string name, string fallback)
    {
        var result = new StringBuilder(name.Length);
        foreach (string word in Words(Normalized(name)))
        {
            // Two numbers stay apart: score_1_0 is not score_10.
            if (result.Length > 0 && char.IsDigit(result[result.Length - 1]) && char.IsDigit(word[0]))
                result.Append('_');

            result.Append(char.ToUpperInvariant(word[0]));
            result.Append(IsAllUpper(word) ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
        }

        if (result.Length == 0)
            return $"{fallback}_x{StableHash.Hex(name, 6)}";

        string identifier = Normalized(result.ToString());
        if (!CanStart(identifier[0]))
            identifier = "_" + identifier;

        return IsShort(identifier) ? identifier : $"{Cut(identifier)}_x{StableHash.Hex(name, 6)}";
    }

    /// <summary>A Pascal identifier as a parameter name, with <c>@</c> if it is a keyword: <c>LabResults</c> gives <c>labResults</c>.</summary>
    public static string Camel(string pascal)
    {
        int capitals = 0;
        while (capitals < pascal.Length && char.IsUpper(pascal[capitals]))
            capitals++;

        // XMLData gives xmlData, ID gives id, LabResults gives labResults.
        int lower = capitals <= 1 || capitals == pascal.Length || !char.IsLower(pascal[capitals]) ? capitals : capitals - 1;
        string camel = pascal.Substring(0, lower).ToLowerInvariant() + pascal.Substring(lower);
        return Keywords.IsKeyword(camel) ? "@" + camel : camel;
    }

    /// <summary>A dotted namespace whose every part is an identifier; parts that can't be are made so.</summary>
    public static string Namespace(string text)
    {
        IEnumerable<string> parts = text.Split('.').Select(part => part.Trim()).Where(part => part.Length > 0).Select(NamespacePart);
        string result = string.Join(".", parts);
        return result.Length == 0 ? "Flows" : Encoding.UTF8.GetByteCount(result) <= MaxBytes ? result : $"{Cut(result)}_x{StableHash.Hex(text, 6)}";
    }

    /// <summary>A type name that a user gave, made an identifier if it is none.</summary>
    public static string TypeName(string text, string fallback) => text.Length > 0 && IsIdentifier(text) ? text : Pascal(text, fallback);

    private static string NamespacePart(string part)
    {
        if (Keywords.IsKeyword(part))
            return "@" + part;
        if (IsIdentifier(part) || (part[0] == '@' && IsIdentifier(part.Substring(1))))
            return part;

        // What MSBuild does to a project name that is no identifier: other characters become underscores.
        var result = new StringBuilder(part.Length);
        foreach (char c in Normalized(part))
        {
            if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                result.Append(CanContinue(c) ? c : '_');
        }

        return result.Length == 0 ? "_" : CanStart(result[0]) ? result.ToString() : "_" + result;
    }

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && IsShort(text) && CanStart(text[0]) && text.All(CanContinue) && !Keywords.IsKeyword(text) && Normalized(text) == text;

    // Words are runs of letters, marks and digits; format characters vanish, everything else separates.
    private static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        foreach (char c in name)
        {
            UnicodeCategory category = char.GetUnicodeCategory(c);
            if (category == UnicodeCategory.Format)
                continue;

            if (CanContinue(c) && category != UnicodeCategory.ConnectorPunctuation)
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    private static bool IsAllUpper(string word) => word.Any(char.IsUpper) && !word.Any(char.IsLower);

    private static bool CanStart(char c) => c == '_' || char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    private static bool CanContinue(char c) => CanStart(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static string Normalized(string name)
    {
        foreach (char c in name)
        {
            if (c >= '\u0080')
                return NormalizedSlowly(name);
        }

        return name;
    }

    private static string NormalizedSlowly(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, or a code point that is no character: these are separators anyway.
            return new string([.. name.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned ? '-' : c)]).Normalize(NormalizationForm.FormC);
        }
    }

    private static bool IsShort(string identifier) => identifier.Length <= MaxLength && Encoding.UTF8.GetByteCount(identifier) <= MaxBytes;

    private static string Cut(string name)
    {
        int length = Math.Min(name.Length, CutLength);
        while (Encoding.UTF8.GetByteCount(name.ToCharArray(0, length)) > CutBytes)
            length--;

        return Normalized(name.Substring(0, length)).TrimEnd('.', '@');
    }
}
