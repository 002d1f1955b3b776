using System.Text.RegularExpressions;
using DssTyped.Local.Text;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>DSS's meanings, as far as their tests are known. An empty cell is valid in every meaning, unless a step says otherwise.</summary>
internal static partial class Meanings
{
    private static readonly Dictionary<string, Func<string, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["Text"] = _ => true,
        ["FreeText"] = _ => true,
        ["LongMeaning"] = cell => Integer().IsMatch(cell),
        ["DoubleMeaning"] = cell => JavaNumbers.IsNumber(cell),
        ["Boolean"] = cell => cell.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "y" or "n" or "t" or "f" or "1" or "0",
        ["Date"] = cell => DssDates.Parse(cell) is not null && cell.Contains('T'),
        ["Email"] = cell => Email().IsMatch(cell),
        ["JSONObjectMeaning"] = cell => Formula.FormulaJson.Parse(cell) is { Kind: Formula.FormulaKind.Object },
        ["JSONArrayMeaning"] = cell => Formula.FormulaJson.Parse(cell) is { Kind: Formula.FormulaKind.Array },
    };

    /// <summary>Why a meaning can't be tested here; null if it can.</summary>
    public static string? Refuse(string meaning) => Tests.ContainsKey(meaning) ? null : $"how DSS tests the meaning '{meaning}' is not published";

    /// <summary>Whether a cell has a meaning.</summary>
    public static bool IsValid(string meaning, string? cell, bool emptyIsInvalid = false) => string.IsNullOrEmpty(cell) ? !emptyIsInvalid : Tests[meaning](cell);

    [GeneratedRegex(@"^[+-]?[0-9]{1,19}\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]+\z")]
    private static partial Regex Email();
}
