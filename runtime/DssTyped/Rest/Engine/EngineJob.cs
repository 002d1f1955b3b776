using System.Runtime.CompilerServices;

namespace DssTyped.Rest;

/// <summary>A job on the server, in the runtime's terms.</summary>
internal sealed class EngineJob(DssJob job) : IFlowJob
{
    private const int TailLines = 20;

    public string Id => job.Id;

    public async Task<JobResult> GetStatusAsync(CancellationToken cancellationToken = default) =>
        EngineJobResult.Of(job.Id, await job.GetStatusAsync(cancellationToken).ConfigureAwait(false));

    public async Task<JobResult> WaitAsync(IProgress<BuildEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        DssJobPoll poll = job.Poll();
        var changes = new JobChanges(job.Id);
        while (true)
        {
            JobResult result = EngineJobResult.Of(job.Id, await poll.NextAsync(cancellationToken).ConfigureAwait(false));
            bool ended = result.State is JobState.Done or JobState.Failed or JobState.Aborted;
            if (ended && !result.Succeeded)
                result = await WithLogTailsAsync(result, cancellationToken).ConfigureAwait(false);
            foreach (BuildEvent change in changes.Since(result))
                progress?.Report(change);
            if (ended)
                return result;
        }
    }

    public async IAsyncEnumerable<BuildEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DssJobPoll poll = job.Poll();
        var changes = new JobChanges(job.Id);
        while (true)
        {
            JobResult result = EngineJobResult.Of(job.Id, await poll.NextAsync(cancellationToken).ConfigureAwait(false));
            foreach (BuildEvent change in changes.Since(result))
                yield return change;
            if (result.State is JobState.Done or JobState.Failed or JobState.Aborted)
                yield break;
        }
    }

    public Task<string> GetLogAsync(string? activity = null, CancellationToken cancellationToken = default) => job.GetLogAsync(activity, cancellationToken);

    public Task AbortAsync(CancellationToken cancellationToken = default) => job.AbortAsync(cancellationToken);

    /// <summary>The ends of the failed activities' logs. DSS may have none; the failure counts more than its log.</summary>
    private async Task<JobResult> WithLogTailsAsync(JobResult result, CancellationToken cancellationToken)
    {
        var activities = new List<ActivityResult>(result.Activities.Count);
        foreach (ActivityResult activity in result.Activities)
            activities.Add(activity.State == JobState.Failed ? activity with { LogTail = await TailAsync(activity.Id, cancellationToken).ConfigureAwait(false) } : activity);
        return result with { Activities = activities };
    }

    private async Task<IReadOnlyList<string>> TailAsync(string activityId, CancellationToken cancellationToken)
    {
        try
        {
            string log = await job.GetLogAsync(activityId, cancellationToken).ConfigureAwait(false);
            return [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(TailLines)];
        }
        catch (DssApiException unavailable)
        {
            return [$"(the log of this activity could not be read: {unavailable.GetType().Name})"];
        }
    }
}
