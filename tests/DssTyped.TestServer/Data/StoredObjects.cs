using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Data;

/// <summary>The objects of one kind in a project, by name or id. What is handed out and taken in is copied.</summary>
/// <param name="what">What stands before the name in errors.</param>
/// <param name="key">Field that holds the name or id.</param>
/// <param name="objects">The objects to begin with.</param>
internal sealed class StoredObjects(string what, string key, IEnumerable<JsonObject> objects)
{
    private readonly ConcurrentDictionary<string, JsonObject> _objects = new(objects.ToDictionary(item => item[key]!.GetValue<string>(), StringComparer.Ordinal), StringComparer.Ordinal);

    private int _changes;

    /// <summary>How often something was made, changed or deleted.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Field that holds the name or id.</summary>
    public string Key => key;

    public IReadOnlyList<JsonObject> All() => [.. _objects.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => (JsonObject)item.Value.DeepClone())];

    public JsonObject? Find(string id) => _objects.TryGetValue(id, out JsonObject? found) ? (JsonObject)found.DeepClone() : null;

    /// <exception cref="DssFailureException">There is none.</exception>
    public JsonObject Get(string id) => Find(id) ?? throw DssFailureException.Missing($"{what}{id}");

    /// <exception cref="DssFailureException">There is one already.</exception>
    public void Add(JsonObject item)
    {
        string id = item[key]!.GetValue<string>();
        if (!_objects.TryAdd(id, (JsonObject)item.DeepClone()))
            throw new DssFailureException(500, "com.dataiku.dip.exceptions.CodedException", $"{what}{id} already exists");
        Interlocked.Increment(ref _changes);
    }

    public void Replace(string id, JsonObject item)
    {
        Get(id);
        _objects[id] = (JsonObject)item.DeepClone();
        Interlocked.Increment(ref _changes);
    }

    public void Remove(string id)
    {
        if (!_objects.TryRemove(id, out _))
            throw DssFailureException.Missing($"{what}{id}");
        Interlocked.Increment(ref _changes);
    }
}
