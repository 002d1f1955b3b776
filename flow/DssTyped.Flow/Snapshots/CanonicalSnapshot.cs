using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>
/// The one order in which a snapshot is written: known members of the file, of objects and of columns in the order people
/// read them, unknown ones and everything nested in ordinal order; objects by name or id; tags and zone items, which are sets, sorted.
/// </summary>
internal static class CanonicalSnapshot
{
    private static readonly string[] RootOrder =
    [
        "$schema", "formatVersion", "project", "datasets", "recipes", "managedFolders", "savedModels", "modelEvaluationStores", "streamingEndpoints", "knowledgeBanks", "labelingTasks",
        "scenarios", "zones", "variables",
    ];

    private static readonly string[] ObjectOrder =
    [
        "id", "projectKey", "name", "dssVersion", "type", "managed", "shortDesc", "description", "tags", "inputs", "outputs", "params", "payload", "schema", "partitioning", "formatType", "formatParams",
        "value", "ref",
    ];

    // The large ones come last.
    private static readonly string[] LastInObject = ["inlineData"];

    private static readonly HashSet<string> ObjectLists = new(RootOrder.Skip(3), StringComparer.Ordinal);

    private static readonly Dictionary<string, int> RootRank = Rank(RootOrder);
    private static readonly Dictionary<string, int> ObjectRank = Rank(ObjectOrder);

    /// <summary>A snapshot's JSON in canonical order.</summary>
    public static JsonValue Of(JsonValue root) => JsonValue.Object([.. InOrder(root, RootRank).Select(member => member with
    {
        Value = member.Value switch
        {
            { IsArray: true } list when ObjectLists.Contains(member.Name) => JsonValue.Array([.. list.Items
                .OrderBy(item => item.FindText("name") is { } name && item.Find("id") is null ? name : item.FindText("id") ?? "", StringComparer.Ordinal)
                .Select(DssObject)]),
            { IsObject: true } project when member.Name == "project" => DssObject(project),
            _ => JsonWriter.Sorted(member.Value),
        },
    })]);

    private static JsonValue DssObject(JsonValue raw) => raw.IsObject
        ? JsonValue.Object([.. InOrder(raw, ObjectRank).Select(member => member with { Value = Member(member) })])
        : JsonWriter.Sorted(raw);

    private static JsonValue Member(JsonMember member) => member switch
    {
        { Name: "tags", Value.IsArray: true } => Set(member.Value),
        { Name: "items" or "shared", Value.IsArray: true } => Set(member.Value),
        { Name: "schema", Value.IsObject: true } => Schema(member.Value),
        _ => JsonWriter.Sorted(member.Value),
    };

    private static JsonValue Schema(JsonValue schema) => JsonValue.Object([.. schema.Members
        .OrderBy(member => member.Name, StringComparer.Ordinal)
        .Select(member => member with
        {
            Value = member is { Name: "columns", Value.IsArray: true }
                ? JsonValue.Array([.. member.Value.Items.Select(DssObject)])
                : JsonWriter.Sorted(member.Value),
        })]);

    private static JsonValue Set(JsonValue array) =>
        JsonValue.Array([.. array.Items.Select(JsonWriter.Sorted).OrderBy(item => JsonWriter.Compact(item), StringComparer.Ordinal)]);

    private static IEnumerable<JsonMember> InOrder(JsonValue value, Dictionary<string, int> rank) => value.Members
        .OrderBy(member => Array.IndexOf(LastInObject, member.Name))
        .ThenBy(member => rank.TryGetValue(member.Name, out int known) ? known : int.MaxValue)
        .ThenBy(member => member.Name, StringComparer.Ordinal);

    private static Dictionary<string, int> Rank(string[] names) =>
        names.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
}
