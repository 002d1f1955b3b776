namespace DssTyped.Local.Recipes.Join;

/// <summary>Distances between texts.</summary>
internal static class TextDistance
{
    /// <summary>The distances that can be computed, as DSS names them.</summary>
    public static bool IsKnown(string name) => name is "LEVENSHTEIN" or "DAMERAU_LEVENSHTEIN" or "HAMMING" or "JACCARD" or "COSINE";

    /// <summary>A distance by its name in DSS; null where two texts have none.</summary>
    public static double? Of(string name, string a, string b) => name switch
    {
        "HAMMING" => Hamming(a, b),
        "JACCARD" => Jaccard(a, b),
        "COSINE" => Cosine(a, b),
        _ => DamerauLevenshtein(a, b),
    };

    // Texts of different lengths have no Hamming distance.
    private static double? Hamming(string a, string b) => a.Length == b.Length ? a.Zip(b).Count(pair => pair.First != pair.Second) : null;

    private static double Jaccard(string a, string b)
    {
        HashSet<char> first = [.. a], all = [.. a, .. b];
        first.IntersectWith(b);
        return all.Count == 0 ? 0 : 1 - ((double)first.Count / all.Count);
    }

    private static double Cosine(string a, string b)
    {
        Dictionary<char, int> first = a.CountBy(c => c).ToDictionary(), second = b.CountBy(c => c).ToDictionary();
        double product = first.Sum(pair => (double)pair.Value * second.GetValueOrDefault(pair.Key));
        double lengths = Math.Sqrt(first.Values.Sum(count => (double)count * count)) * Math.Sqrt(second.Values.Sum(count => (double)count * count));
        return lengths == 0 ? (a == b ? 0 : 1) : 1 - (product / lengths);
    }

    /// <summary>The least number of characters to insert, delete, replace or exchange with their neighbour.</summary>
    public static long DamerauLevenshtein(string a, string b)
    {
        int limit = a.Length + b.Length;
        int[,] distance = new int[a.Length + 2, b.Length + 2];
        distance[0, 0] = limit;
        for (int i = 0; i <= a.Length; i++)
            (distance[i + 1, 0], distance[i + 1, 1]) = (limit, i);
        for (int j = 0; j <= b.Length; j++)
            (distance[0, j + 1], distance[1, j + 1]) = (limit, j);

        var lastRow = new Dictionary<char, int>();
        for (int i = 1; i <= a.Length; i++)
        {
            int lastColumn = 0;
            for (int j = 1; j <= b.Length; j++)
            {
                int row = lastRow.GetValueOrDefault(b[j - 1]);
                int column = lastColumn;
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                if (cost == 0)
                    lastColumn = j;

                distance[i + 1, j + 1] = Math.Min(
                    Math.Min(distance[i, j] + cost, distance[i + 1, j] + 1),
                    Math.Min(distance[i, j + 1] + 1, distance[row, column] + (i - row - 1) + 1 + (j - column - 1)));
            }

            lastRow[a[i - 1]] = i;
        }

        return distance[a.Length + 1, b.Length + 1];
    }
}
