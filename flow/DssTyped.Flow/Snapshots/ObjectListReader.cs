using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>Reads the lists of objects of a snapshot: each has a name or an id, and none stands twice.</summary>
internal sealed class ObjectListReader(JsonValue root, List<Finding> findings)
{
    public IReadOnlyList<T> ByName<T>(string list, Func<string, JsonValue, T> make) =>
        Read(list, "name", (name, raw) => make(name, raw));

    public IReadOnlyList<T> ById<T>(string list, Func<string, string, JsonValue, T> make) =>
        Read(list, "id", (id, raw) => make(id, raw.FindText("name") is { Length: > 0 } name ? name : id, raw));

    private IReadOnlyList<T> Read<T>(string list, string key, Func<string, JsonValue, T> make)
    {
        if (root.Find(list) is not { } array)
            return [];

        if (!array.IsArray)
        {
            findings.Add(Finding.Of(SnapshotDiagnostics.WrongKind, array.Span, list, "the snapshot", "an array"));
            return [];
        }

        var result = new List<T>(array.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue raw in array.Items)
        {
            if (raw.Find(key) is not { IsString: true, Text.Length: > 0 } name)
                findings.Add(Finding.Of(SnapshotDiagnostics.MissingName, raw.Span, list, key));
            else if (!names.Add(name.Text))
                findings.Add(Finding.Of(SnapshotDiagnostics.DuplicateObject, name.Span, name.Text, list));
            else
                result.Add(make(name.Text, raw));
        }

        return result;
    }
}
