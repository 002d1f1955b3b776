namespace DssTyped;

/// <summary>Where rows are written to.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Schema">The dataset's schema; columns that the rows lack stay empty.</param>
/// <param name="Partition">The partition to replace; null for an unpartitioned dataset.</param>
public sealed record WriteRequest(string Dataset, DatasetSchema Schema, string? Partition = null);
