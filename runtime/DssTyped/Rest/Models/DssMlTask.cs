using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One machine learning task in the lab.</summary>
public sealed class DssMlTask
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssMlTask(DssHttp http, string projectKey, string analysisId, string taskId)
    {
        ArgumentException.ThrowIfNullOrEmpty(analysisId);
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        _http = http;
        _projectKey = projectKey;
        AnalysisId = analysisId;
        TaskId = taskId;
    }

    /// <summary>Id of the analysis the task lies in.</summary>
    public string AnalysisId { get; }

    /// <summary>Id of the task.</summary>
    public string TaskId { get; }

    /// <summary>How far the task is, as DSS tells it: <c>guessing</c>, <c>training</c>, <c>fullModelIds</c>.</summary>
    public Task<JsonObject> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/models/lab/{AnalysisId}/{TaskId}/status"), cancellationToken);

    /// <summary>Waits until DSS has guessed the settings.</summary>
    public Task WaitForGuessAsync(CancellationToken cancellationToken = default) => WaitWhileAsync("guessing", cancellationToken);

    /// <summary>Starts a training and gives the id of its session.</summary>
    public async Task<string> StartTrainAsync(string? sessionName = null, string? sessionDescription = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/models/lab/{AnalysisId}/{TaskId}/train")
            .Body(new JsonObject { ["sessionName"] = sessionName, ["sessionDescription"] = sessionDescription, ["runQueue"] = false });
        return (await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false)).Text("sessionId") ?? throw _http.NotWhatWasExpected(request, "the id of a training session");
    }

    /// <summary>Waits until nothing is trained any more. Cancelling stops the wait only; the training goes on.</summary>
    public Task WaitForTrainAsync(CancellationToken cancellationToken = default) => WaitWhileAsync("training", cancellationToken);

    /// <summary>The full ids of the trained models, of one session or of all.</summary>
    public async Task<IReadOnlyList<string>> GetModelIdsAsync(string? sessionId = null, CancellationToken cancellationToken = default)
    {
        JsonObject status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return [.. status.Children("fullModelIds").Where(model => sessionId is null || model.Child("fullModelId").Text("sessionId") == sessionId).Select(model => model.Text("id")).OfType<string>()];
    }

    /// <summary>Makes a saved model, and the recipe that trains it, of a trained model.</summary>
    /// <param name="modelId">Full id of the trained model.</param>
    /// <param name="modelName">Name of the saved model.</param>
    /// <param name="trainDataset">The dataset the recipe trains on.</param>
    /// <param name="testDataset">The dataset it tests on; null for a part of the other.</param>
    /// <param name="redoOptimization">Search hyperparameters again in each training.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>Id of the saved model and name of the training recipe.</returns>
    public async Task<(string SavedModelId, string TrainRecipe)> DeployToFlowAsync(
        string modelId, string modelName, string trainDataset, string? testDataset = null, bool redoOptimization = true, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/models/lab/{AnalysisId}/{TaskId}/models/{modelId}/actions/deployToFlow").Body(new JsonObject
        {
            ["trainDatasetRef"] = trainDataset, ["testDatasetRef"] = testDataset, ["modelName"] = modelName, ["redoOptimization"] = redoOptimization,
        });
        JsonObject answer = await _http.ObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Text("savedModelId") is { } model && answer.Text("trainRecipeName") is { } recipe
            ? (model, recipe)
            : throw _http.NotWhatWasExpected(request, "the ids of a saved model and its recipe");
    }

    // As the official client: until DSS says no.
    private async Task WaitWhileAsync(string activity, CancellationToken cancellationToken)
    {
        var backoff = new DssBackoff(_http.Options);
        while ((await GetStatusAsync(cancellationToken).ConfigureAwait(false)).Flag(activity) != false)
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
