using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Settings of a dataset; change them and save. They come from a read, so a save loses nothing.</summary>
public sealed class DssDatasetSettings : DssDocument
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssDatasetSettings(DssHttp http, string projectKey, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Name of the dataset.</summary>
    public string Name => Raw.Text("name") ?? "";

    /// <summary>DSS type, such as <c>Filesystem</c> or <c>PostgreSQL</c>.</summary>
    public string Type => Raw.Text("type") ?? "";

    /// <summary>True when DSS owns the storage.</summary>
    public bool IsManaged => Raw.Flag("managed") ?? false;

    /// <summary>The project that owns it; differs from the one asked for when the dataset is shared.</summary>
    public string ProjectKey => Raw.Text("projectKey") ?? _projectKey;

    /// <summary>Settings of the type: connection, path, table and so on. Null when DSS sent none.</summary>
    public JsonObject? Parameters => Raw.Child("params");

    /// <summary>A copy of the columns; write it back through <see cref="DssDatasetHandle.SetSchemaAsync"/>.</summary>
    public DssSchema Schema => Raw.Child("schema")?.Deserialize(DssJsonContext.Default.DssSchema) ?? new DssSchema();

    /// <summary>Names of the partitioning dimensions; empty when the dataset is not partitioned.</summary>
    public IReadOnlyList<string> PartitioningDimensions => [.. Raw.Child("partitioning").Children("dimensions").Select(dimension => dimension.Text("name")).OfType<string>()];

    /// <summary>Tags of the dataset.</summary>
    public IReadOnlyList<string> Tags => Raw.Texts("tags");

    /// <summary>Sends the settings back, whole.</summary>
    public Task SaveAsync(CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/datasets/{Name}").Body(Raw), cancellationToken);
}
