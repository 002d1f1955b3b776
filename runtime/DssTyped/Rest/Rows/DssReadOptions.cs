namespace DssTyped.Rest;

/// <summary>How much of a dataset to stream.</summary>
public sealed record DssReadOptions
{
    /// <summary>Only these columns, in this order; null for all in the dataset's order.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Only these partitions; empty for all.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>No more rows than this; null for all.</summary>
    public long? Limit { get; init; }
}
