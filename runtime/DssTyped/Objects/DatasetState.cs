namespace DssTyped;

/// <summary>What an engine knows about a dataset's data.</summary>
/// <param name="IsBuilt">Whether there is data: a build ended well, or a source's data is there.</param>
public sealed record DatasetState(bool IsBuilt)
{
    /// <summary>The number of rows; null if the engine does not know it without reading.</summary>
    public long? Rows { get; init; }

    /// <summary>When the data was last built, in UTC; null if unknown.</summary>
    public DateTimeOffset? LastBuilt { get; init; }

    /// <summary>The job that built it; null if unknown.</summary>
    public string? LastJobId { get; init; }
}
