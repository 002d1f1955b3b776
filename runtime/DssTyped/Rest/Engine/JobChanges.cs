namespace DssTyped.Rest;

/// <summary>Makes events of the differences between two looks at a job.</summary>
internal sealed class JobChanges(string jobId)
{
    private readonly Dictionary<string, (JobState State, int Warnings)> _seen = new(StringComparer.Ordinal);
    private bool _started;

    public IEnumerable<BuildEvent> Since(JobResult now)
    {
        if (!_started && now.State != JobState.NotStarted)
        {
            _started = true;
            yield return new BuildEvent(BuildEventKind.JobStarted, jobId, now.Started ?? DateTimeOffset.UtcNow) { JobState = now.State, Message = $"Job {jobId} started" };
        }

        foreach (ActivityResult activity in now.Activities)
        {
            foreach (BuildEvent change in Changes(activity, now.State))
                yield return change;
            _seen[activity.Id] = (activity.State, activity.Warnings.Count);
        }

        if (now.State is JobState.Done or JobState.Failed or JobState.Aborted)
            yield return new BuildEvent(BuildEventKind.JobEnded, jobId, now.Ended ?? DateTimeOffset.UtcNow) { JobState = now.State, Message = $"Job {jobId} ended: {now.State}" };
    }

    private IEnumerable<BuildEvent> Changes(ActivityResult activity, JobState jobState)
    {
        (JobState before, int warnings) = _seen.GetValueOrDefault(activity.Id, (JobState.NotStarted, 0));
        if (before == JobState.NotStarted && activity.State != JobState.NotStarted && activity.Started is { } started)
            yield return Event(BuildEventKind.ActivityStarted, started, $"{activity.Recipe} started");
        foreach (string warning in activity.Warnings.Skip(warnings))
            yield return Event(BuildEventKind.ActivityWarning, DateTimeOffset.UtcNow, warning);
        if (before != activity.State && activity.State is JobState.Done or JobState.Failed or JobState.Aborted)
            yield return Event(BuildEventKind.ActivityEnded, activity.Ended ?? DateTimeOffset.UtcNow, activity.FirstFailure is { } failure ? $"{activity.Recipe} failed: {failure}" : $"{activity.Recipe} ended: {activity.State}");

        BuildEvent Event(BuildEventKind kind, DateTimeOffset at, string message) => new(kind, jobId, at) { Activity = activity, JobState = jobState, Message = message };
    }
}
