using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A flow tool that runs on the server.</summary>
public sealed class DssFlowTool
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssFlowTool(DssHttp http, string projectKey, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _http = http;
        _projectKey = projectKey;
        Id = id;
    }

    /// <summary>Id of the tool.</summary>
    public string Id { get; }

    /// <summary>Starts the tool's computation.</summary>
    public async Task<DssFuture> StartUpdateAsync(JsonObject? options = null, CancellationToken cancellationToken = default) =>
        DssFuture.Started(_http, await _http.ObjectAsync(DssRequest.Post($"/projects/{_projectKey}/flow/tools/{Id}/update").Body(options ?? []), cancellationToken).ConfigureAwait(false));

    /// <summary>What the tool has found. DSS takes the options as the body of a GET.</summary>
    public Task<JsonObject> GetStateAsync(JsonObject? options = null, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/flow/tools/{Id}/state").Body(options ?? []), cancellationToken);

    /// <summary>Tells the tool to do something about what it found.</summary>
    public Task<JsonNode?> DoAsync(JsonObject action, CancellationToken cancellationToken = default) =>
        _http.JsonAsync(DssRequest.Put($"/projects/{_projectKey}/flow/tools/{Id}/action").Body(action), cancellationToken);

    /// <summary>Ends the tool.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/flow/tools/{Id}/stop"), cancellationToken);
}
