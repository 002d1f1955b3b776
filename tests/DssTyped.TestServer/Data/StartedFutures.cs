using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Data;

/// <summary>Long tasks. Each is done at its second look, so that clients must wait; a read result is gone, as DSS may do it.</summary>
internal sealed class StartedFutures
{
    private readonly ConcurrentDictionary<string, (Func<JsonNode?> Work, int Looks)> _tasks = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Starts a task; its work is done when its result is read.</summary>
    public JsonObject Start(Func<JsonNode?> work)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"future{Interlocked.Increment(ref _count)}");
        _tasks[id] = (work, 0);
        return State(id, alive: true);
    }

    public JsonArray List() => [.. _tasks.Keys.Order(StringComparer.Ordinal).Select(id => (JsonNode)State(id, alive: true))];

    /// <exception cref="DssFailureException">Its work failed.</exception>
    public JsonObject Look(string id, bool peek)
    {
        if (!_tasks.TryGetValue(id, out (Func<JsonNode?> Work, int Looks) task))
            return new JsonObject { ["jobId"] = id, ["hasResult"] = false, ["alive"] = false, ["aborted"] = false, ["unknown"] = true };
        if (task.Looks == 0)
        {
            _tasks[id] = (task.Work, 1);
            return State(id, alive: true);
        }

        JsonObject state = State(id, alive: false);
        state["hasResult"] = true;
        if (!peek)
        {
            _tasks.TryRemove(id, out _);
            state["result"] = task.Work();
        }

        return state;
    }

    public void Abort(string id) => _tasks.TryRemove(id, out _);

    private static JsonObject State(string id, bool alive) => new()
    {
        ["jobId"] = id, ["hasResult"] = false, ["alive"] = alive, ["aborted"] = false, ["unknown"] = false, ["owner"] = "api:test", ["startTime"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        ["runningTime"] = 0, ["jobDisplayName"] = "Task", ["payload"] = new JsonObject { ["displayName"] = "Task" }, ["progress"] = new JsonObject { ["states"] = new JsonArray() },
    };
}
