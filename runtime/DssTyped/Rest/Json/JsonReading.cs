using System.Text.Json;
using System.Text.Json.Nodes;

namespace DssTyped.Rest.Json;

/// <summary>Tolerant reads from DSS's raw objects: a field that is absent, null or of another kind reads as null.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject? raw, string name) =>
        raw?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool? Flag(this JsonObject? raw, string name) => raw?[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static long? Number(this JsonObject? raw, string name) =>
        raw?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) ? number : null;

    /// <summary>DSS writes times as milliseconds since 1970; 0 means "not yet".</summary>
    public static DateTimeOffset? Time(this JsonObject? raw, string name) =>
        raw.Number(name) is { } milliseconds and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public static JsonObject? Child(this JsonObject? raw, string name) => raw?[name] as JsonObject;

    public static IEnumerable<JsonObject> Children(this JsonObject? raw, string name) => (raw?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IReadOnlyList<string> Texts(this JsonObject? raw, string name) =>
        raw?[name] is JsonArray array ? [.. array.Where(item => item?.GetValueKind() == JsonValueKind.String).Select(item => item!.GetValue<string>())] : [];

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
}
