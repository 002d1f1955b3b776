using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The lab of a project: visual analyses, and the machine learning tasks in them. What is trained there comes into the flow by <see cref="DssMlTask.DeployToFlowAsync"/>.</summary>
public sealed class DssLab
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssLab(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>Makes a visual analysis of a dataset and gives its id.</summary>
    public async Task<string> CreateAnalysisAsync(string inputDataset, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/lab/").Body(new JsonObject { ["inputDataset"] = inputDataset });
        return (await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false)).Text("id") ?? throw _http.NotWhatWasExpected(request, "the id of an analysis");
    }

    /// <summary>A handle on a task by its ids.</summary>
    public DssMlTask MlTask(string analysisId, string taskId) => new(_http, _projectKey, analysisId, taskId);

    /// <summary>The machine learning tasks of the project, as DSS lists them.</summary>
    public Task<IReadOnlyList<JsonObject>> ListTasksAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/models/lab/"), cancellationToken);

    /// <summary>Makes a prediction task in an analysis of its own. DSS then guesses its settings: see <see cref="DssMlTask.WaitForGuessAsync"/>.</summary>
    /// <param name="inputDataset">The dataset to learn from.</param>
    /// <param name="targetVariable">The column to predict.</param>
    /// <param name="backend">DSS name of what trains, such as <c>PY_MEMORY</c>.</param>
    /// <param name="guessPolicy">DSS name of how settings are guessed.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<DssMlTask> CreatePredictionTaskAsync(
        string inputDataset, string targetVariable, string backend = "PY_MEMORY", string guessPolicy = "DEFAULT", CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/models/lab/").Body(new JsonObject
        {
            ["inputDataset"] = inputDataset, ["taskType"] = "PREDICTION", ["targetVariable"] = targetVariable, ["backendType"] = backend, ["guessPolicy"] = guessPolicy,
        });
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Text("analysisId") is { } analysis && answer.Text("mlTaskId") is { } task
            ? MlTask(analysis, task)
            : throw _http.NotWhatWasExpected(request, "the ids of a machine learning task");
    }
}
