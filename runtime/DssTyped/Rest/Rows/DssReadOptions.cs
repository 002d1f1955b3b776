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

    /// <summary>
    /// A formula in DSS's language; only rows for which the server finds it true are sent. Null for all. How DSS counts
    /// <see cref="Limit"/> beside it is not documented, so give one or the other.
    /// </summary>
    public string? Filter { get; init; }
}
