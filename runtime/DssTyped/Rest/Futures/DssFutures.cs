using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Long tasks running on the server.</summary>
public sealed class DssFutures
{
    private readonly DssHttp _http;

    internal DssFutures(DssHttp http) => _http = http;

    /// <summary>A handle on a task by its id.</summary>
    public DssFuture this[string id] => new(_http, id);

    /// <summary>Tasks that run now.</summary>
    /// <param name="allUsers">Those of everybody; needs an administrator's key.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<IReadOnlyList<JsonObject>> ListAsync(bool allUsers = false, CancellationToken cancellationToken = default) => ListAsync(scenarios: false, allUsers, cancellationToken);

    /// <summary>Scenarios that run now.</summary>
    /// <param name="allUsers">Those of everybody; needs an administrator's key.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<IReadOnlyList<JsonObject>> ListRunningScenariosAsync(bool allUsers = false, CancellationToken cancellationToken = default) => ListAsync(scenarios: true, allUsers, cancellationToken);

    private Task<IReadOnlyList<JsonObject>> ListAsync(bool scenarios, bool allUsers, CancellationToken cancellationToken) =>
        _http.ObjectsAsync(
            DssRequest.Get($"/futures/").Query("withScenarios", scenarios).Query("withNotScenarios", !scenarios).Query("allUsers", allUsers),
            cancellationToken);
}
