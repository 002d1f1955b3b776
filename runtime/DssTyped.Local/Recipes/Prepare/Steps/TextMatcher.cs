using System.Text;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare.Steps;

/// <summary>Compares and replaces texts after a normalization.</summary>
internal static class TextMatcher
{
    /// <summary>Why a regular expression can't be used under a mode; null if it can.</summary>
    public static string? RefuseRegex(string pattern, NormalizationMode mode = NormalizationMode.Exact) =>
        JavaRegex.Problem(pattern, RegexFlags(mode)) is { } problem ? $"the regular expression '{pattern}' {problem}" : null;

    /// <summary>The flags of a regular expression under a mode: all but the exact one ignore the case of all letters.</summary>
    public static string RegexFlags(NormalizationMode mode) => mode == NormalizationMode.Exact ? "" : "iu";

    /// <summary>A text as it is compared.</summary>
    public static string Normalize(string text, NormalizationMode mode) => mode switch
    {
        NormalizationMode.Exact => text,
        NormalizationMode.LowerCase => JavaStrings.ToLower(text),
        NormalizationMode.Normalized => JavaStrings.RemoveMarks(JavaStrings.ToLower(text)),
    };

    /// <summary>Whether a cell is, holds or matches one of some texts.</summary>
    public static Func<string?, bool> Test(ValueTest test)
    {
        Func<string, bool> matches = Matches(test);
        return cell => (string.IsNullOrEmpty(cell) ? test.EmptyToo && test.Values.Contains("") : matches(cell)) != test.Exclude;
    }

    /// <summary>Replaces every place where a text is found.</summary>
    public static string ReplaceAll(string cell, string find, string replacement, NormalizationMode mode)
    {
        if (find.Length == 0)
            return cell;
        if (mode == NormalizationMode.Exact)
            return cell.Replace(find, replacement, StringComparison.Ordinal);

        // Each character is normalized by itself, so that places in the two texts can be matched.
        string wanted = Normalize(find, mode);
        var normal = new StringBuilder();
        List<int> origins = [];
        for (int i = 0; i < cell.Length; i++)
        {
            string piece = Normalize(cell[i].ToString(), mode);
            normal.Append(piece);
            origins.AddRange(Enumerable.Repeat(i, piece.Length));
        }

        string text = normal.ToString();
        var result = new StringBuilder();
        int at = 0;
        for (int found = text.IndexOf(wanted, StringComparison.Ordinal); found >= 0; found = text.IndexOf(wanted, found + wanted.Length, StringComparison.Ordinal))
        {
            result.Append(cell, at, origins[found] - at).Append(replacement);
            at = found + wanted.Length < origins.Count ? origins[found + wanted.Length] : cell.Length;
        }

        return result.Append(cell, at, cell.Length - at).ToString();
    }

    private static Func<string, bool> Matches(ValueTest test)
    {
        if (test.Matching == MatchMode.Pattern)
        {
            Regex[] patterns = [.. test.Values.Select(value => JavaRegex.Parse(value, TextMatcher.RegexFlags(test.Normalization))).OfType<Regex>()];
            return cell => Array.Exists(patterns, pattern => pattern.IsMatch(cell));
        }

        if (test.Matching == MatchMode.FullString)
        {
            var values = test.Values.Select(value => Normalize(value, test.Normalization)).ToHashSet(StringComparer.Ordinal);
            return cell => values.Contains(Normalize(cell, test.Normalization));
        }

        string[] parts = [.. test.Values.Where(value => value.Length > 0).Select(value => Normalize(value, test.Normalization))];
        return cell => Normalize(cell, test.Normalization) is var text && Array.Exists(parts, part => text.Contains(part, StringComparison.Ordinal));
    }
}
