using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The saved models of a project.</summary>
public sealed class DssSavedModels
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssSavedModels(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a saved model by its id.</summary>
    public DssSavedModelHandle this[string id] => new(_http, _projectKey, id);

    /// <summary>A handle on a saved model of a typed flow.</summary>
    public DssSavedModelHandle this[SavedModel model] => this[model.Id];

    /// <summary>The saved models. DSS lists language models and agents here too; look at <c>type</c>.</summary>
    public Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/savedmodels/"), cancellationToken);
}
