using System.Collections.Concurrent;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer;

/// <summary>How the streams of rows ended, until somebody asks.</summary>
internal sealed class ReadSessions
{
    private readonly ConcurrentDictionary<string, DssFailureException?> _ended = new(StringComparer.Ordinal);

    public void Ended(string? session, DssFailureException? failure)
    {
        if (session is not null)
            _ended[session] = failure;
    }

    /// <summary>The failure of a stream; null when it was whole.</summary>
    public DssFailureException? Finish(string session) =>
        _ended.TryRemove(session, out DssFailureException? failure) ? failure : throw new DssFailureException(404, "java.lang.IllegalArgumentException", $"Unknown read session: {session}");
}
