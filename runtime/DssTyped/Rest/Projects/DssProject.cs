using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One DSS project, reached by its key.</summary>
public sealed class DssProject
{
    private readonly DssHttp _http;

    internal DssProject(DssHttp http, string projectKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectKey);
        _http = http;
        Key = projectKey;
        Variables = new DssVariables(http, projectKey);
        Datasets = new DssDatasets(http, projectKey);
        Recipes = new DssRecipes(http, projectKey);
        Jobs = new DssJobs(http, projectKey);
        Flow = new DssFlowHandle(http, projectKey);
        Scenarios = new DssScenarios(http, projectKey);
        ManagedFolders = new DssManagedFolders(http, projectKey);
        SavedModels = new DssSavedModels(http, projectKey);
        EvaluationStores = new DssEvaluationStores(http, projectKey);
        StreamingEndpoints = new DssStreamingEndpoints(http, projectKey);
        KnowledgeBanks = new DssKnowledgeBanks(http, projectKey);
        Lab = new DssLab(http, projectKey);
        Bundles = new DssBundles(http, projectKey);
    }

    /// <summary>The project key.</summary>
    public string Key { get; }

    /// <summary>Project variables.</summary>
    public DssVariables Variables { get; }

    /// <summary>Datasets of the project.</summary>
    public DssDatasets Datasets { get; }

    /// <summary>Recipes of the project.</summary>
    public DssRecipes Recipes { get; }

    /// <summary>Jobs of the project.</summary>
    public DssJobs Jobs { get; }

    /// <summary>The flow as a whole: graph, zones, schema propagation, documentation.</summary>
    public DssFlowHandle Flow { get; }

    /// <summary>Scenarios of the project.</summary>
    public DssScenarios Scenarios { get; }

    /// <summary>Managed folders of the project.</summary>
    public DssManagedFolders ManagedFolders { get; }

    /// <summary>Saved models of the project.</summary>
    public DssSavedModels SavedModels { get; }

    /// <summary>Model evaluation stores of the project.</summary>
    public DssEvaluationStores EvaluationStores { get; }

    /// <summary>Streaming endpoints of the project.</summary>
    public DssStreamingEndpoints StreamingEndpoints { get; }

    /// <summary>Knowledge banks of the project.</summary>
    public DssKnowledgeBanks KnowledgeBanks { get; }

    /// <summary>Analyses and machine learning tasks of the project.</summary>
    public DssLab Lab { get; }

    /// <summary>Bundles of the project.</summary>
    public DssBundles Bundles { get; }

    internal DssHttp Http => _http;

    /// <summary>Name, description and owner of the project.</summary>
    public Task<JsonObject> GetSummaryAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{Key}"), cancellationToken);

    /// <summary>Label, description, tags and custom fields.</summary>
    public Task<JsonObject> GetMetadataAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{Key}/metadata"), cancellationToken);

    /// <summary>Replaces the metadata by <paramref name="metadata"/>, which should come from <see cref="GetMetadataAsync"/>.</summary>
    public Task SetMetadataAsync(JsonObject metadata, CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Put($"/projects/{Key}/metadata").Body(metadata), cancellationToken);

    /// <summary>Settings: code environments, containers, exposed objects.</summary>
    public async Task<DssProjectSettings> GetSettingsAsync(CancellationToken cancellationToken = default) =>
        new(_http, Key, await _http.ObjectAsync(DssRequest.Get($"/projects/{Key}/settings"), cancellationToken).ConfigureAwait(false));

    /// <summary>Owner and permissions.</summary>
    public Task<JsonObject> GetPermissionsAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{Key}/permissions"), cancellationToken);

    /// <summary>Replaces owner and permissions.</summary>
    public Task SetPermissionsAsync(JsonObject permissions, CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Put($"/projects/{Key}/permissions").Body(permissions), cancellationToken);

    /// <summary>The tags the project offers, with their colours.</summary>
    public Task<JsonObject> GetTagsAsync(CancellationToken cancellationToken = default) => _http.ObjectAsync(DssRequest.Get($"/projects/{Key}/tags"), cancellationToken);

    /// <summary>Replaces the tags the project offers.</summary>
    public Task SetTagsAsync(JsonObject tags, CancellationToken cancellationToken = default) => _http.SendAsync(DssRequest.Put($"/projects/{Key}/tags").Body(tags), cancellationToken);

    /// <summary>Who changed what lately.</summary>
    public Task<JsonObject> GetTimelineAsync(int itemCount = 100, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{Key}/timeline").Query("itemCount", itemCount), cancellationToken);

    /// <summary>
    /// Downloads the project as a zip. The stream must be read to its end and disposed; the zip's directory lies at its end, so
    /// a broken download cannot pass for a whole one.
    /// </summary>
    /// <param name="options">What to include, by DSS's own names such as <c>exportUploads</c>; null for the project's definition only.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<Stream> ExportAsync(IReadOnlyDictionary<string, bool>? options = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject();
        foreach ((string name, bool value) in options ?? new Dictionary<string, bool>(StringComparer.Ordinal))
            body[name] = value;
        return _http.StreamAsync(DssRequest.Post($"/projects/{Key}/export").Body(body), cancellationToken);
    }

    /// <summary>Copies the project.</summary>
    /// <param name="targetKey">Key of the copy.</param>
    /// <param name="targetName">Name of the copy.</param>
    /// <param name="mode">How much data goes along: MINIMAL, SHARING, FULL or NONE.</param>
    /// <param name="targetProjectFolderId">The project folder that the copy comes into; null for the root.</param>
    /// <param name="remapping">Connections and other names that change, as DSS writes them; null for none.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<JsonObject> DuplicateAsync(
        string targetKey, string targetName, string mode = "MINIMAL", string? targetProjectFolderId = null, JsonObject? remapping = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject
        {
            ["targetProjectName"] = targetName, ["targetProjectKey"] = targetKey, ["duplicationMode"] = mode,
            ["exportAnalysisModels"] = true, ["exportSavedModels"] = true, ["exportGitRepository"] = null, ["exportInsightsData"] = true, ["remapping"] = remapping?.DeepClone() ?? new JsonObject(),
        };
        if (targetProjectFolderId is not null)
            body["targetProjectFolderId"] = targetProjectFolderId;
        return _http.ObjectAsync(DssRequest.Post($"/projects/{Key}/duplicate/").Body(body), cancellationToken);
    }

    /// <summary>Deletes the project.</summary>
    /// <param name="clearManagedDatasets">Delete the data of managed datasets too.</param>
    /// <param name="clearOutputManagedFolders">Delete the files of managed folders that recipes write.</param>
    /// <param name="clearJobAndScenarioLogs">Delete logs.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task DeleteAsync(bool clearManagedDatasets = false, bool clearOutputManagedFolders = false, bool clearJobAndScenarioLogs = true, CancellationToken cancellationToken = default) =>
        _http.SendAsync(
            DssRequest.Delete($"/projects/{Key}")
                .Query("clearManagedDatasets", clearManagedDatasets).Query("clearOutputManagedFolders", clearOutputManagedFolders)
                .Query("clearJobAndScenarioLogs", clearJobAndScenarioLogs).Query("wait", true),
            cancellationToken);

    /// <summary>Continuous activities (streaming recipes) of the project.</summary>
    public Task<IReadOnlyList<JsonObject>> ListContinuousActivitiesAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{Key}/continuous-activities/"), cancellationToken);

    /// <summary>The continuous activity of a streaming recipe.</summary>
    public DssContinuousActivity ContinuousActivity(string recipeName) => new(_http, Key, recipeName);
}
