using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Rows;

/// <summary>Deals columns out to streams, so that each has about as much to decode.</summary>
internal static class ColumnShares
{
    /// <summary>The positions of the columns of each stream, in ascending order.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="streams">The number of streams at most.</param>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<SchemaColumn> columns, int streams)
    {
        var shares = new List<int>[Math.Clamp(columns.Count, 1, streams)];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = [];

        int[] weights = new int[shares.Length];
        foreach (int column in Enumerable.Range(0, columns.Count).OrderByDescending(column => Weight(columns[column].Type)))
        {
            int lightest = Array.IndexOf(weights, weights.Min());
            shares[lightest].Add(column);
            weights[lightest] += Weight(columns[column].Type);
        }

        return [.. shares.Select(share => share.Order().ToArray())];
    }

    // By what decoding was measured to take.
    private static int Weight(StorageType type) => type switch
    {
        StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt or StorageType.Boolean => 1,
        StorageType.Float or StorageType.Double or StorageType.Date or StorageType.DateOnly or StorageType.DateTimeNoTz => 2,
        _ => 4,
    };
}
