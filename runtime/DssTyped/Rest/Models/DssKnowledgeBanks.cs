using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The knowledge banks of a project.</summary>
public sealed class DssKnowledgeBanks
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssKnowledgeBanks(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>The knowledge banks.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/knowledge-banks"), cancellationToken);

    /// <summary>All settings of a knowledge bank.</summary>
    public Task<JsonObject> GetSettingsAsync(string id, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/knowledge-banks/{id}"), cancellationToken);
}
