using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The scenarios of a project.</summary>
public sealed class DssScenarios
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssScenarios(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a scenario by its id (not its display name).</summary>
    public DssScenarioHandle this[string id] => new(_http, _projectKey, id);

    /// <summary>A handle on a scenario of a typed flow.</summary>
    public DssScenarioHandle this[Scenario scenario] => this[scenario.Id];

    /// <summary>The scenarios.</summary>
    public async Task<IReadOnlyList<DssScenarioStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> scenarios = await _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/scenarios/"), cancellationToken).ConfigureAwait(false);
        return [.. scenarios.Select(raw => new DssScenarioStatus(raw))];
    }

    /// <summary>Makes an empty scenario.</summary>
    /// <param name="name">Display name; DSS makes the id of it.</param>
    /// <param name="python">True for a scenario that is a Python script, false for one made of steps.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssScenarioHandle> CreateAsync(string name, bool python = false, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/scenarios/")
            .Body(new JsonObject { ["params"] = new JsonObject(), ["type"] = python ? "custom_python" : "step_based", ["name"] = name });
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return this[answer.Text("id") ?? throw _http.NotWhatWasExpected(request, "the id of a scenario")];
    }
}
