using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Choices of a random generator.</summary>
internal static class RandomChoices
{
    public static bool Chance(this Random random, double share = 0.5) => random.NextDouble() < share;

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Some of the items, in any order.</summary>
    public static List<T> Some<T>(this Random random, IReadOnlyList<T> items, int least, int most)
    {
        int count = Math.Min(items.Count, random.Next(least, most + 1));
        return [.. items.OrderBy(_ => random.Next()).Take(count)];
    }

    /// <summary>An entry with some of the aggregates switched on that its column can have.</summary>
    public static JsonObject Flags(this Random random, JsonObject entry, IEnumerable<string> flags, string type)
    {
        string[] numeric = ["avg", "median", "sum", "sum2", "stddev"];
        foreach (string flag in flags)
            entry[flag] = random.Chance(0.35) && (NaiveRows.IsNumber(type) || !numeric.Contains(flag));
        return entry;
    }

    /// <summary>Other names for one or two of a recipe's columns, now and then.</summary>
    public static JsonObject Renamings(this Random random, IReadOnlyList<string> names) =>
        new((random.Chance(0.4) ? random.Some(names, 1, 2) : []).Distinct().Select((name, index) => KeyValuePair.Create(name, (JsonNode?)$"renamed {index}")));
}
