using System.Text.Json;
using System.Text.Json.Nodes;

namespace DssTyped.TestServer.Http;

/// <summary>
/// What a JSON value may look like, written as <c>{name: string, color?: string?, outputs: [{id: string, ...}]}</c>: a question mark behind
/// a name says that the field may be missing, behind a type that the value may be null; dots let in fields that are not named, and
/// <c>{*: string}</c> has fields of any name.
/// </summary>
internal abstract record JsonShape
{
    /// <summary>Whether null fits.</summary>
    public bool IsNullable { get; init; }

    /// <exception cref="FormatException">The text is no shape.</exception>
    public static JsonShape Parse(string text) => new JsonShapeReader(text).ReadWhole();

    /// <summary>Says what of a value does not fit; null when all does.</summary>
    public string? Mismatch(JsonNode? value, string at) => value is not null ? MismatchOf(value, at) : IsNullable ? null : $"{at} must not be null";

    protected abstract string? MismatchOf(JsonNode value, string at);

    /// <summary>A text, number, flag, object of any fields, or any value.</summary>
    internal sealed record Word(string Name) : JsonShape
    {
        public static bool IsKnown(string name) => name is "string" or "int" or "bool" or "object" or "any";

        protected override string? MismatchOf(JsonNode value, string at) =>
            (Name, value.GetValueKind()) switch
            {
                ("any", _) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("bool", JsonValueKind.True or JsonValueKind.False) => true,
                ("int", JsonValueKind.Number) => value.AsValue().TryGetValue(out long _),
                _ => false,
            }
                ? null : $"{at} must be of type {Name}";
    }

    internal sealed record Items(JsonShape Item) : JsonShape
    {
        protected override string? MismatchOf(JsonNode value, string at) =>
            value is not JsonArray items ? $"{at} must be an array"
            : items.Select((item, index) => Item.Mismatch(item, $"{at}[{index}]")).FirstOrDefault(problem => problem is not null);
    }

    /// <param name="Known">The fields that are named.</param>
    /// <param name="Others">What fields of other names hold; null when there may be none.</param>
    internal sealed record Fields(IReadOnlyDictionary<string, (JsonShape Shape, bool IsOptional)> Known, JsonShape? Others) : JsonShape
    {
        protected override string? MismatchOf(JsonNode value, string at)
        {
            if (value is not JsonObject given)
                return $"{at} must be an object";
            if (Others is null && given.Select(field => field.Key).FirstOrDefault(field => !Known.ContainsKey(field)) is { } unknown)
                return $"Unknown field: {at}.{unknown}";
            if (Known.FirstOrDefault(field => !field.Value.IsOptional && !given.ContainsKey(field.Key)).Key is { } missing)
                return $"{at}.{missing} is missing";
            return given.Select(field => (Known.TryGetValue(field.Key, out (JsonShape Shape, bool) known) ? known.Shape : Others!).Mismatch(field.Value, $"{at}.{field.Key}"))
                .FirstOrDefault(problem => problem is not null);
        }
    }
}
