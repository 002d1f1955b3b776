using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Data;

/// <summary>
/// The engine that fits the definitions as they are. An engine's definitions are fixed, so a change opens another over the same data; jobs that run
/// go on in theirs.
/// </summary>
internal sealed class EngineOfNow(IFlowEngine first, Func<Snapshot, IFlowEngine>? reopen) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IFlowEngine> _opened = [];
    private int _changes;

    /// <param name="changes">How often the definitions were changed.</param>
    /// <param name="definitions">The definitions, as a snapshot's JSON.</param>
    /// <exception cref="DssFailureException">They make no snapshot.</exception>
    public IFlowEngine For(int changes, Func<JsonObject> definitions)
    {
        if (reopen is null)
            return first;
        lock (_lock)
        {
            if (changes != _changes)
            {
                _opened.Add(reopen(Read(definitions())));
                _changes = changes;
            }

            return _opened.LastOrDefault(first);
        }
    }

    /// <exception cref="DssFailureException">The definitions make no snapshot.</exception>
    public static Snapshot Read(JsonObject definitions) =>
        SnapshotReader.Read(definitions.ToJsonString()).Snapshot ?? throw new DssFailureException(500, "com.dataiku.dip.exceptions.CodedException", "The definitions make no flow");

    public async ValueTask DisposeAsync()
    {
        foreach (IFlowEngine engine in _opened)
            await engine.DisposeAsync().ConfigureAwait(false);
    }
}
