using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Bundles: frozen versions of a project that travel from design to automation servers.</summary>
public sealed class DssBundles
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssBundles(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Makes a bundle of the project as it is.</summary>
    public Task ExportAsync(string bundleId, string? releaseNotes = null, CancellationToken cancellationToken = default) =>
        _http.SendAsync(
            DssRequest.Put($"/projects/{_projectKey}/bundles/exported/{bundleId}").Query("releaseNotes", releaseNotes).Query("evaluateProjectStandardsChecks", true),
            cancellationToken);

    /// <summary>Bundles made on this server.</summary>
    public Task<JsonObject> ListExportedAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/bundles/exported"), cancellationToken);

    /// <summary>Bundles brought to this server.</summary>
    public Task<JsonObject> ListImportedAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/bundles/imported"), cancellationToken);

    /// <summary>Downloads a bundle as a zip; dispose the stream.</summary>
    public Task<Stream> DownloadAsync(string bundleId, CancellationToken cancellationToken = default) =>
        _http.StreamAsync(DssRequest.Get($"/projects/{_projectKey}/bundles/exported/{bundleId}/archive"), cancellationToken);

    /// <summary>Publishes a bundle to the deployer.</summary>
    public Task<JsonNode?> PublishAsync(string bundleId, CancellationToken cancellationToken = default) =>
        _http.JsonAsync(DssRequest.Post($"/projects/{_projectKey}/bundles/{bundleId}/publish"), cancellationToken);

    /// <summary>Makes an imported bundle the project's live version.</summary>
    /// <param name="bundleId">The bundle.</param>
    /// <param name="scenariosActive">Which scenarios are on afterwards, by id; null leaves that to DSS.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<JsonNode?> ActivateAsync(string bundleId, IReadOnlyDictionary<string, bool>? scenariosActive = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject();
        if (scenariosActive is { Count: > 0 })
            body["scenariosActiveOnActivation"] = new JsonObject(scenariosActive.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)JsonValue.Create(entry.Value))));
        return _http.JsonAsync(DssRequest.Post($"/projects/{_projectKey}/bundles/imported/{bundleId}/actions/activate").Body(body), cancellationToken);
    }
}
