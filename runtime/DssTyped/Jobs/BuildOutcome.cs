namespace DssTyped;

/// <summary>How a build went: the proof if it went well, else the failed job.</summary>
/// <typeparam name="T">What was to be built.</typeparam>
/// <param name="Built">The proof; null if the build failed.</param>
/// <param name="Failure">The failed job; null if the build went well.</param>
public sealed record BuildOutcome<T>(Built<T>? Built, JobResult? Failure)
    where T : FlowObject
{
    /// <summary>Whether it went well.</summary>
    public bool Succeeded => Built is not null;
}
