namespace DssTyped.Flow;

/// <summary>Finds the name a user most likely meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the fewest edits from <paramref name="name"/> (case aside), or null if none is near: at most a third of its letters may differ, and in names of one or two letters only their case.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = name.Length / 3 + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance)
                continue;

            int distance = Distance(name, candidate, bestDistance);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    private static int Distance(string a, string b, int limit)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                least = Math.Min(least, current[j]);
            }

            if (least > limit)
                return least;

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
