using System.Globalization;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>How a text is found in a cell.</summary>
internal enum MatchMode
{
    FullString,
    Substring,
    Pattern,
}

/// <summary>What is made equal before texts are compared.</summary>
internal enum NormalizationMode
{
    Exact,
    LowerCase,
    Normalized,
}

/// <summary>What several steps have in common.</summary>
internal static class Matches
{
    public static MatchMode ReadMatching(string? name) => name switch { "SUBSTRING" => MatchMode.Substring, "PATTERN" => MatchMode.Pattern, _ => MatchMode.FullString };

    public static NormalizationMode ReadNormalization(string? name) =>
        name switch { "LOWERCASE" => NormalizationMode.LowerCase, "NORMALIZED" => NormalizationMode.Normalized, _ => NormalizationMode.Exact };

    public static string Numbered(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many columns PREFIX0, PREFIX1 ... probably are there, by the names that are used later.</summary>
    public static int LikelyCount(IReadOnlyCollection<string> names, string prefix) => names
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && name.Length < prefix.Length + 4)
        .Select(name => int.TryParse(name.Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number + 1 : 0)
        .DefaultIfEmpty(0).Max();

    /// <summary>The columns an unfold probably makes: with a prefix they can be told by their names, without one they are plain values.</summary>
    public static IReadOnlyList<string> LikelyUnfolded(PrepareColumns columns, string prefix) =>
        prefix.Length == 0 ? [] : [.. columns.LikelyNames.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name != prefix && columns.Find(name) is null)];

    /// <summary>The columns of a fold: name and value at the end, the folded ones perhaps gone.</summary>
    public static void Fold(PrepareColumns columns, IReadOnlyList<PrepareColumn> folded, string nameColumn, string valueColumn, bool remove)
    {
        columns.Put(nameColumn, StorageType.Unknown, [], after: null);
        columns.Put(valueColumn, PrepareTypes.OfAny(folded.Select(column => (StorageType?)column.Type)), folded, after: null);
        foreach (PrepareColumn column in remove ? folded : [])
            columns.Remove(column);
    }
}
