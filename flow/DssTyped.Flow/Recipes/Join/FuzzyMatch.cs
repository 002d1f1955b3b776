using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>How alike two texts must be.</summary>
/// <param name="Distance">DSS's name of the distance: <c>LEVENSHTEIN</c>, <c>HAMMING</c>, <c>JACCARD</c>, <c>COSINE</c>, <c>EXACT</c> ...</param>
/// <param name="Threshold">The greatest distance.</param>
/// <param name="RelativeTo">The side whose length the threshold is relative to; empty if it is absolute.</param>
/// <param name="IgnoresCase">Whether upper and lower case are the same.</param>
/// <param name="NormalizesText">Whether accents and signs are dropped.</param>
/// <param name="OtherNormalizations">DSS's names of the other preparations that are switched on.</param>
public sealed record FuzzyMatch(string Distance, double Threshold, string RelativeTo, bool IgnoresCase, bool NormalizesText, EquatableArray<string> OtherNormalizations)
{
    private static readonly string[] Others = ["unicodeCasting", "clearSalutations", "clearStopWords", "transformToStem", "sortAlphabetically"];

    internal static FuzzyMatch Read(JsonValue match, JsonValue normalise) => new(
        match.Text("distanceType", "LEVENSHTEIN"),
        match.FindDouble("threshold") ?? 0,
        match.Text("relativeTo"),
        normalise.FindFlag("caseInsensitive"),
        normalise.FindFlag("normaliseText"),
        Others.Where(other => normalise.FindFlag(other)).ToEquatableArray());
}
