using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>One file of a managed folder or an upload dataset.</summary>
public sealed class DssFileItem : DssDocument
{
    internal DssFileItem(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Path inside the folder.</summary>
    public string Path => Raw.Text("path") ?? "";

    /// <summary>Size in bytes; null when DSS did not tell.</summary>
    public long? Size => Raw.Number("size");

    /// <summary>When the file was last changed; null when DSS did not tell.</summary>
    public DateTimeOffset? LastModified => Raw.Time("lastModified");
}
