namespace DssTyped.Tests.Oracle;

/// <summary>Distances between short texts, by trying.</summary>
internal static class NaiveDistance
{
    /// <summary>The distance that DSS calls so; null where two texts have none.</summary>
    public static double? Of(string name, string a, string b) => name switch
    {
        "EXACT" => a == b ? 0 : double.PositiveInfinity,
        "HAMMING" => a.Length == b.Length ? Enumerable.Range(0, a.Length).Count(index => a[index] != b[index]) : null,
        "JACCARD" => 1 - (a.Distinct().Count(b.Contains) / (double)(a + b).Distinct().Count()),
        _ => Edits(a, b),
    };

    // The fewest edits, found by making every text that one more edit gives.
    private static int Edits(string a, string b)
    {
        char[] letters = [.. (a + b).Distinct()];
        HashSet<string> reached = [a];
        for (int edits = 0; ; edits++)
        {
            if (reached.Contains(b))
                return edits;

            reached.UnionWith(reached.SelectMany(text => OneEdit(text, letters)).ToArray());
        }
    }

    private static IEnumerable<string> OneEdit(string text, char[] letters)
    {
        for (int at = 0; at <= text.Length; at++)
        {
            foreach (char letter in letters)
                yield return text.Insert(at, letter.ToString());
            if (at == text.Length)
                yield break;

            yield return text.Remove(at, 1);
            foreach (char letter in letters)
                yield return text.Remove(at, 1).Insert(at, letter.ToString());
            if (at + 1 < text.Length)
                yield return $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}";
        }
    }
}
