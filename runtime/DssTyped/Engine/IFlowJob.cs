namespace DssTyped;

/// <summary>A job that was started.</summary>
public interface IFlowJob
{
    /// <summary>The job's id.</summary>
    string Id { get; }

    /// <summary>How it goes.</summary>
    Task<JobResult> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for its end. Cancelling ends the wait, not the job.</summary>
    Task<JobResult> WaitAsync(IProgress<BuildEvent>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>What happens in it, from its start to its end. Whoever asks late is first told what has happened.</summary>
    IAsyncEnumerable<BuildEvent> EventsAsync(CancellationToken cancellationToken = default);

    /// <summary>Its log, or one activity's.</summary>
    Task<string> GetLogAsync(string? activity = null, CancellationToken cancellationToken = default);

    /// <summary>Stops it. Does nothing if it has ended.</summary>
    Task AbortAsync(CancellationToken cancellationToken = default);
}
