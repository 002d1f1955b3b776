using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One saved model, reached by its id.</summary>
public sealed class DssSavedModelHandle
{
    private readonly DssHttp _http;

    internal DssSavedModelHandle(DssHttp http, string projectKey, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _http = http;
        ProjectKey = projectKey;
        Id = id;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Id of the model.</summary>
    public string Id { get; }

    /// <summary>All settings.</summary>
    public Task<JsonObject> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/savedmodels/{Id}"), cancellationToken);

    /// <summary>Replaces the settings, which should come from <see cref="GetSettingsAsync"/>.</summary>
    public Task SetSettingsAsync(JsonObject settings, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Put($"/projects/{ProjectKey}/savedmodels/{Id}").Body(settings), cancellationToken);

    /// <summary>The trained versions.</summary>
    public async Task<IReadOnlyList<DssModelVersion>> ListVersionsAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> versions = await _http.ObjectsAsync(DssRequest.Get($"/projects/{ProjectKey}/savedmodels/{Id}/versions"), cancellationToken).ConfigureAwait(false);
        return [.. versions.Select(raw => new DssModelVersion(raw))];
    }

    /// <summary>The version that scores; null when none is active.</summary>
    public async Task<DssModelVersion?> GetActiveVersionAsync(CancellationToken cancellationToken = default) =>
        (await ListVersionsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(version => version.IsActive);

    /// <summary>Makes a version the one that scores.</summary>
    public Task SetActiveVersionAsync(string versionId, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/savedmodels/{Id}/versions/{versionId}/actions/setActive"), cancellationToken);

    /// <summary>Deletes versions.</summary>
    /// <param name="versionIds">The versions.</param>
    /// <param name="removeIntermediate">Also what was kept to train them further.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task DeleteVersionsAsync(IEnumerable<string> versionIds, bool removeIntermediate = true, CancellationToken cancellationToken = default) =>
        _http.SendAsync(
            DssRequest.Post($"/projects/{ProjectKey}/savedmodels/{Id}/actions/delete-versions")
                .Body(new JsonObject { ["versions"] = versionIds.ToJsonArray(), ["removeIntermediate"] = removeIntermediate }),
            cancellationToken);

    /// <summary>Metrics of one version.</summary>
    public Task<JsonObject> GetMetricsAsync(string versionId, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/savedmodels/{Id}/metrics/{versionId}"), cancellationToken);

    /// <summary>What uses this model.</summary>
    public Task<IReadOnlyList<JsonObject>> GetUsagesAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{ProjectKey}/savedmodels/{Id}/usages"), cancellationToken);

    /// <summary>Deletes the model.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/savedmodels/{Id}"), cancellationToken);
}

/// <summary>One trained version of a saved model.</summary>
public sealed class DssModelVersion : DssDocument
{
    internal DssModelVersion(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id of the version.</summary>
    public string Id => Raw.Text("id") ?? "";

    /// <summary>True for the version that scores.</summary>
    public bool IsActive => Raw.Flag("active") ?? false;
}
