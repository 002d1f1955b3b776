namespace DssTyped;

/// <summary>How a job went.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="State">Its state.</param>
public sealed record JobResult(string Id, JobState State)
{
    /// <summary>Its activities, in the order in which they started or would have.</summary>
    public IReadOnlyList<ActivityResult> Activities { get; init; } = [];

    /// <summary>When it started, in UTC.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it ended well.</summary>
    public bool Succeeded => State == JobState.Done;

    /// <summary>The activities that failed, the first failure first.</summary>
    public IEnumerable<ActivityResult> Failures => Activities.Where(activity => activity.State == JobState.Failed).OrderBy(activity => activity.Ended ?? DateTimeOffset.MaxValue);
}
