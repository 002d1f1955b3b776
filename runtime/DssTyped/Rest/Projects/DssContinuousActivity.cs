using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The endless run of a streaming recipe.</summary>
public sealed class DssContinuousActivity
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _recipeName;

    internal DssContinuousActivity(DssHttp http, string projectKey, string recipeName)
    {
        _http = http;
        _projectKey = projectKey;
        _recipeName = recipeName;
    }

    /// <summary>Starts it.</summary>
    /// <param name="loop">How to restart after crashes, by DSS's own names, for example <c>abortAfterCrashes</c>.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task StartAsync(JsonObject? loop = null, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/continuous-activities/{_recipeName}/start").Body(loop ?? []), cancellationToken);

    /// <summary>Stops it.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{_projectKey}/continuous-activities/{_recipeName}/stop"), cancellationToken);

    /// <summary>What it does: <c>desiredState</c> and <c>mainLoopState</c>.</summary>
    public Task<JsonObject> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/continuous-activities/{_recipeName}/"), cancellationToken);
}
