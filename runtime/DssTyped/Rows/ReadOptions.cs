namespace DssTyped;

/// <summary>How much of a dataset to read.</summary>
public sealed record ReadOptions
{
    /// <summary>The partitions to read; empty for all.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>The most rows to read; null for all.</summary>
    public long? Limit { get; init; }
}
