using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>Reads the small shapes that recur in payloads. Missing and malformed parts are left out; nothing throws.</summary>
internal static class PayloadReading
{
    /// <summary>Column names, given as strings or as objects with a <c>column</c> or <c>name</c>.</summary>
    public static EquatableArray<ColumnRef> Columns(this JsonValue payload, string member) =>
        payload.FindItems(member).Select(AsColumn).Where(column => column is not null).Select(column => column!).ToEquatableArray();

    /// <summary>One column name; null if it is missing or empty.</summary>
    public static ColumnRef? Column(this JsonValue payload, string member) => payload.Find(member) is { } value ? AsColumn(value) : null;

    public static EquatableArray<SortKey> SortKeys(this JsonValue payload, string member) =>
        payload.FindItems(member)
            .Select(item => AsColumn(item) is { } column ? new SortKey(column, item.FindFlag("desc")) : null)
            .Where(key => key is not null).Select(key => key!).ToEquatableArray();

    public static EquatableArray<string> Texts(this JsonValue payload, string member) =>
        payload.FindItems(member).Where(item => item.Kind is JsonKind.String or JsonKind.Number).Select(item => item.Text).ToEquatableArray();

    public static string Text(this JsonValue payload, string member, string otherwise = "") => payload.FindText(member) ?? otherwise;

    private static ColumnRef? AsColumn(JsonValue value)
    {
        JsonValue? name = value.IsObject ? value.Find("column") ?? value.Find("name") : value;
        return name is { IsString: true, Text.Length: > 0 } ? new ColumnRef(name.Text, name.Span) : null;
    }
}
