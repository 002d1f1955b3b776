namespace DssTyped;

/// <summary>Which rows and columns of a dataset to read.</summary>
/// <param name="Dataset">The dataset's name.</param>
public sealed record ReadRequest(string Dataset)
{
    /// <summary>The columns, in the order wanted; null for all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Which rows; null for all.</summary>
    public FilterCondition? Filter { get; init; }

    /// <summary>The partitions; empty for all.</summary>
    public IReadOnlyList<string> Partitions { get; init; } = [];

    /// <summary>The most rows; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>The schema the program was compiled against; null if there is none. A fetched column of another type is an error.</summary>
    public DatasetSchema? CompiledSchema { get; init; }
}
