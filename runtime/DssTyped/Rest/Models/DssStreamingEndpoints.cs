using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The streaming endpoints of a project.</summary>
public sealed class DssStreamingEndpoints
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssStreamingEndpoints(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>The endpoints.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/streamingendpoints/"), cancellationToken);

    /// <summary>Makes an endpoint, for example of type <c>kafka</c>.</summary>
    public Task CreateAsync(string id, string type, JsonObject parameters, CancellationToken cancellationToken = default) =>
        _http.SendAsync(
            DssRequest.Post($"/projects/{_projectKey}/streamingendpoints/")
                .Body(new JsonObject { ["id"] = id, ["projectKey"] = _projectKey, ["type"] = type, ["params"] = parameters.DeepClone() }),
            cancellationToken);

    /// <summary>All settings of an endpoint.</summary>
    public Task<JsonObject> GetSettingsAsync(string id, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/streamingendpoints/{id}"), cancellationToken);
}
