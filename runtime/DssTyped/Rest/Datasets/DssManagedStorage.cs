using System.Text.Json.Nodes;

namespace DssTyped.Rest;

/// <summary>Where DSS keeps a managed dataset.</summary>
/// <param name="Connection">The connection, for example <c>filesystem_managed</c>.</param>
public sealed record DssManagedStorage(string Connection)
{
    /// <summary>Type within the connection, for connections that offer several (SFTP or SCP); null for the usual one.</summary>
    public string? TypeOption { get; init; }

    /// <summary>File format, for example <c>CSV_EXCEL_GZIP</c> or <c>PARQUET_HIVE</c>; null for the usual one.</summary>
    public string? FormatOption { get; init; }

    /// <summary>Take the partitioning of this: <c>copy:dataset:NAME</c> or <c>copy:folder:ID</c>; null for none.</summary>
    public string? PartitioningOption { get; init; }

    /// <summary>The same storage with the partitioning of a dataset.</summary>
    public DssManagedStorage PartitionedLike(string dataset) => this with { PartitioningOption = "copy:dataset:" + dataset };

    internal JsonObject ToJson()
    {
        var specific = new JsonObject();
        if (FormatOption is not null)
            specific["formatOptionId"] = FormatOption;
        var settings = new JsonObject { ["specificSettings"] = specific, ["connectionId"] = Connection };
        if (TypeOption is not null)
            settings["typeOptionId"] = TypeOption;
        if (PartitioningOption is not null)
            settings["partitioningOptionId"] = PartitioningOption;
        return settings;
    }
}
