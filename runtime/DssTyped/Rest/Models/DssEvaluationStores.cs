using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The evaluation stores of a project.</summary>
public sealed class DssEvaluationStores
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssEvaluationStores(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>The stores of one flavor (TABULAR, LLM or AGENT), or all.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(string? flavor = null, CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/evaluationstores/").Query("flavor", flavor), cancellationToken);

    /// <summary>Makes a store and gives its id.</summary>
    public async Task<string> CreateAsync(string name, string flavor = "TABULAR", CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/evaluationstores/").Query("flavor", flavor).Body(new JsonObject { ["projectKey"] = _projectKey, ["name"] = name });
        return (await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false)).Text("id") ?? throw _http.NotWhatWasExpected(request, "the id of an evaluation store");
    }

    /// <summary>All settings of a store.</summary>
    public Task<JsonObject> GetSettingsAsync(string id, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/evaluationstores/{id}"), cancellationToken);

    /// <summary>Deletes a store.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{_projectKey}/evaluationstores/{id}"), cancellationToken);
}
