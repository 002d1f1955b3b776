using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A job on the server. It lives on when this program ends; attach again with <see cref="DssJobs"/> by its id.</summary>
public sealed class DssJob
{
    private readonly DssHttp _http;

    internal DssJob(DssHttp http, string projectKey, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _http = http;
        ProjectKey = projectKey;
        Id = id;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Id of the job.</summary>
    public string Id { get; }

    /// <summary>How the job stands.</summary>
    // The slash at the end matters: ids end in ".123", and a proxy may take that for a file extension.
    public async Task<DssJobStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        JsonObject status = await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/jobs/{Id}/"), cancellationToken).ConfigureAwait(false);
        // What a recipe tells people may repeat what it was called with. Names and states are not touched.
        foreach (JsonObject activity in (status.Child("baseStatus").Child("activities") ?? []).Select(activity => activity.Value).OfType<JsonObject>())
        {
            foreach (string told in (string[])["message", "firstFailure", "warnings"])
            {
                if (activity[told] is { } text)
                    activity[told] = KeyRedaction.Hide(text, _http.HideSecrets);
            }
        }

        return new DssJobStatus(status);
    }

    /// <summary>Waits for the end, whatever it is. Cancelling aborts the job.</summary>
    /// <param name="progress">Told of every status read.</param>
    /// <param name="cancellationToken">Stops the wait and the job.</param>
    /// <returns>The final status; look at <see cref="DssJobStatus.State"/>.</returns>
    public async Task<DssJobStatus> WaitForEndAsync(IProgress<DssJobStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await PollAsync(progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _http.Logger.JobAborting(Id, ProjectKey);
            await DssAbort.TryAsync(_http, Id, AbortAsync).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until everything is built. Cancelling aborts the job.</summary>
    /// <exception cref="DssJobFailedException">The job failed or was aborted.</exception>
    /// <exception cref="DssJobLostException">Its state cannot be read any more; it may go on.</exception>
    /// <exception cref="DssNotFoundException">There is no such job.</exception>
    public async Task<DssJobStatus> WaitAsync(IProgress<DssJobStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        DssJobStatus status = await WaitForEndAsync(progress, cancellationToken).ConfigureAwait(false);
        return status.IsDone ? status : throw new DssJobFailedException(ProjectKey, Id, status);
    }

    /// <summary>The log, or the part of one activity. DSS may have deleted the log of an old job. Secrets that DSS writes into it are masked.</summary>
    public Task<string> GetLogAsync(string? activityId = null, CancellationToken cancellationToken = default) =>
        _http.LogAsync(DssRequest.Get($"/projects/{ProjectKey}/jobs/{Id}/log").Query("activity", activityId), cancellationToken);

    /// <summary>Stops the job. Does no harm to one that has ended.</summary>
    public Task AbortAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/jobs/{Id}/abort"), cancellationToken);

    internal DssJobPoll Poll() => new(_http, this);

    private async Task<DssJobStatus> PollAsync(IProgress<DssJobStatus>? progress, CancellationToken cancellationToken)
    {
        DssJobPoll poll = Poll();
        while (true)
        {
            DssJobStatus status = await poll.NextAsync(cancellationToken).ConfigureAwait(false);
            progress?.Report(status);
            if (status.IsFinished)
                return status;
        }
    }
}
