using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Variables of a project: <c>standard</c> ones travel with exports, <c>local</c> ones stay on the server.</summary>
public sealed class DssVariables
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssVariables(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Reads both kinds: an object with the keys <c>standard</c> and <c>local</c>.</summary>
    public Task<JsonObject> GetAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/variables/"), cancellationToken);

    /// <summary>Replaces both kinds.</summary>
    /// <exception cref="ArgumentException"><c>standard</c> or <c>local</c> is missing, which would delete those variables.</exception>
    public Task SetAsync(JsonObject variables, CancellationToken cancellationToken = default)
    {
        foreach (string kind in (string[])["standard", "local"])
        {
            if (variables.Child(kind) is null)
                throw new ArgumentException($"The object has no '{kind}' key; read the variables first, change them and set the whole.", nameof(variables));
        }

        return _http.SendAsync(DssRequest.Put($"/projects/{_projectKey}/variables/").Body(variables), cancellationToken);
    }

    /// <summary>Sets the given variables and leaves the others as they are. Reads and writes in two requests.</summary>
    public async Task UpdateAsync(JsonObject changes, bool local = false, CancellationToken cancellationToken = default)
    {
        JsonObject all = await GetAsync(cancellationToken).ConfigureAwait(false);
        string kind = local ? "local" : "standard";
        JsonObject target = all.Child(kind) ?? throw new InvalidOperationException($"DSS answered variables without '{kind}'.");
        foreach ((string name, JsonNode? value) in changes)
            target[name] = value?.DeepClone();
        await SetAsync(all, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The variables as recipes see them, local over standard over instance-wide.</summary>
    public Task<JsonObject> GetResolvedAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/variables-resolved").Query("typed", "false"), cancellationToken);
}
