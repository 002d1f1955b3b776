namespace DssTyped;

/// <summary>Something that happened in a job.</summary>
/// <param name="Kind">What.</param>
/// <param name="JobId">The job.</param>
/// <param name="At">When, in UTC.</param>
public sealed record BuildEvent(BuildEventKind Kind, string JobId, DateTimeOffset At)
{
    /// <summary>The activity it is about, as it is now; null for events of the whole job.</summary>
    public ActivityResult? Activity { get; init; }

    /// <summary>The job's state after the event.</summary>
    public JobState JobState { get; init; } = JobState.Running;

    /// <summary>What happened, in words, for people.</summary>
    public string Message { get; init; } = "";
}

/// <summary>What can happen in a job.</summary>
public enum BuildEventKind
{
    /// <summary>The job started.</summary>
    JobStarted,

    /// <summary>A recipe started.</summary>
    ActivityStarted,

    /// <summary>A recipe got on.</summary>
    ActivityProgress,

    /// <summary>A recipe warned of something.</summary>
    ActivityWarning,

    /// <summary>A recipe ended: well, failed, aborted, or not run at all; see the activity's state and reason.</summary>
    ActivityEnded,

    /// <summary>The job ended.</summary>
    JobEnded,
}
