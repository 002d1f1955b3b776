namespace DssTyped.Local.Duck;

/// <summary>How far a streamed result is computed and fetched ahead of who reads it.</summary>
/// <param name="BufferBytes">How much DuckDB itself computes ahead.</param>
/// <param name="ResumeBytes">When no more than that waits to be read, fetching goes on.</param>
/// <param name="PauseBytes">When more than that waits to be read, fetching stops.</param>
internal sealed record ReadAhead(long BufferBytes, long ResumeBytes, long PauseBytes)
{
    /// <summary>
    /// For queries that all of DuckDB's threads work on, each on a row group of its own: two fifths of the buffer must hold one, or only one
    /// thread can compute. They go on only once the buffer was taken whole, so that is to fit in between, while there is still something to read.
    /// </summary>
    public static ReadAhead OfSharedThreads { get; } = new(BufferBytes: 32_000_000, ResumeBytes: 16_000_000, PauseBytes: 40_000_000);

    /// <summary>For queries that run on the thread that fetches: no more than stays in the processor's cache.</summary>
    public static ReadAhead OfOneThread { get; } = new(BufferBytes: 1_000_000, ResumeBytes: 1_000_000, PauseBytes: 2_000_000);
}
