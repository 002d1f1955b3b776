namespace DssTyped;

/// <summary>A dataset was to be read or vouched for, but has no data.</summary>
public sealed class DssNotBuiltException : DssException
{
    /// <summary>The exception of a dataset without data.</summary>
    public DssNotBuiltException(Dataset dataset, string? partition, bool exists)
        : this(dataset.Name, partition, exists)
    {
    }

    /// <summary>The exception of a dataset without data, by name.</summary>
    public DssNotBuiltException(string dataset, string? partition, bool exists)
        : base(MessageOf(dataset, partition, exists)) => DatasetName = dataset;

    /// <summary>The dataset's name.</summary>
    public string DatasetName { get; }

    private static string MessageOf(string dataset, string? partition, bool exists)
    {
        string what = partition is null ? $"Dataset '{dataset}'" : $"Partition '{partition}' of dataset '{dataset}'";
        return exists
            ? $"{what} has not been built. Build it first, with its recipe or with BuildAsync(BuildMode.Recursive)."
            : $"{what} does not exist on the engine. Check the project, or import the snapshot again.";
    }
}
