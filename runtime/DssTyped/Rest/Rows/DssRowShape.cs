namespace DssTyped.Rest;

/// <summary>Which columns are wanted, which are asked for, and where the wanted ones stand in what is sent.</summary>
/// <param name="Columns">The wanted columns, in the wanted order.</param>
/// <param name="Positions">For each, its field in a sent row.</param>
/// <param name="SentColumns">Fields of a sent row.</param>
/// <param name="Asked">Value of the request's <c>columns</c>; null to ask for all.</param>
internal sealed record DssRowShape(IReadOnlyList<DatasetColumn> Columns, int[] Positions, int SentColumns, string? Asked)
{
    public static DssRowShape Of(string dataset, DssSchema schema, IReadOnlyList<string>? wanted)
    {
        DatasetColumn[] all = [.. schema.Columns.Select(column => new DatasetColumn(column.Name ?? "", column.Type ?? "string"))];
        if (wanted is null)
            return new DssRowShape(all, [.. Enumerable.Range(0, all.Length)], all.Length, null);

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < all.Length; i++)
            places.TryAdd(all[i].Name, i);
        int[] positions =
        [
            .. wanted.Select(name => places.TryGetValue(name, out int place)
                ? place
                : throw new DssSchemaMismatchException([$"dataset '{dataset}' has no column '{name}'"])),
        ];

        // Without a header the order of what is sent must not be in doubt: ask in the dataset's own order. A comma in a name would split it.
        int[] sent = [.. positions.Distinct().Order()];
        if (sent.Length == 0 || sent.Length == all.Length || sent.Any(place => all[place].Name.Contains(',', StringComparison.Ordinal)))
            return new DssRowShape([.. positions.Select(place => all[place])], positions, all.Length, null);
        return new DssRowShape(
            [.. positions.Select(place => all[place])],
            [.. positions.Select(place => Array.BinarySearch(sent, place))],
            sent.Length,
            string.Join(',', sent.Select(place => all[place].Name)));
    }
}
