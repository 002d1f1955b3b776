using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Snapshots;

/// <summary>A dataset.</summary>
public sealed class DatasetDefinition : DssObject
{
    internal DatasetDefinition(string name, JsonValue raw, Schema schema)
        : base(name, raw)
    {
        Schema = schema;
        Dimensions = raw.Find("partitioning")?.FindItems("dimensions") is not { Count: > 0 } dimensions ? [] : [.. dimensions
            .Where(dimension => dimension.FindText("name") is not null)
            .Select(dimension => new PartitionDimension(
                dimension.FindText("name")!,
                dimension.FindText("type") == "time",
                dimension.Find("params")?.FindText("period") ?? "DAY"))];
    }

    /// <summary>The kind of storage, in DSS's spelling: <c>Filesystem</c>, <c>UploadedFiles</c>, <c>PostgreSQL</c>, <c>Inline</c> ...</summary>
    public string Type => Raw.FindText("type") ?? "";

    /// <summary>Whether DSS owns the storage.</summary>
    public bool Managed => Raw.FindFlag("managed");

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>The partitioning dimensions; empty if the dataset is not partitioned.</summary>
    public IReadOnlyList<PartitionDimension> Dimensions { get; }

    /// <summary>The file format, such as <c>csv</c>; null for tables.</summary>
    public string? FormatType => Raw.FindText("formatType");

    /// <summary>The settings of the file format.</summary>
    public JsonValue FormatParams => Raw.Find("formatParams") ?? JsonValue.Object();

    /// <summary>The settings of the storage.</summary>
    public JsonValue Params => Raw.Find("params") ?? JsonValue.Object();

    /// <summary>When it may be rebuilt.</summary>
    public RebuildBehavior RebuildBehavior => Raw.Find("flowOptions")?.FindText("rebuildBehavior") switch
    {
        "EXPLICIT" => RebuildBehavior.Explicit,
        "WRITE_PROTECT" => RebuildBehavior.WriteProtect,
        _ => RebuildBehavior.Normal,
    };
}
