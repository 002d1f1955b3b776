namespace DssTyped.Rest;

/// <summary>From DSS's schema to the runtime's, and what differs between a live and a compiled one.</summary>
internal static class Schemas
{
    public static DatasetSchema Of(string dataset, DssSchema schema) =>
        new(dataset, [.. schema.Columns.Select(column => new DatasetColumn(column.Name ?? "", column.Type ?? "string"))]);

    /// <summary>Columns that the program counts on and that are gone or of another type. New columns and another order do it no harm.</summary>
    public static IEnumerable<string> Differences(DatasetSchema compiled, DatasetSchema live)
    {
        var there = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DatasetColumn column in live.Columns)
            there.TryAdd(column.Name, column.Type);
        foreach (DatasetColumn column in compiled.Columns)
        {
            if (!there.TryGetValue(column.Name, out string? type))
                yield return $"dataset '{compiled.Dataset}' has lost column '{column.Name}' ({column.Type})";
            else if (!string.Equals(type, column.Type, StringComparison.Ordinal))
                yield return $"column '{column.Name}' of dataset '{compiled.Dataset}' is now {type}, was {column.Type}";
        }
    }
}
