namespace DssTyped;

/// <summary>The state of a job or activity, as DSS names it.</summary>
public enum JobState
{
    /// <summary><c>NOT_STARTED</c>: waiting.</summary>
    NotStarted,

    /// <summary><c>RUNNING</c>.</summary>
    Running,

    /// <summary><c>DONE</c>: ended well.</summary>
    Done,

    /// <summary><c>FAILED</c>.</summary>
    Failed,

    /// <summary><c>ABORTED</c>: stopped on request, or never run because another activity failed.</summary>
    Aborted,
}
