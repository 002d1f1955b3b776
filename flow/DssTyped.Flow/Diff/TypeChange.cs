using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Diff;

/// <summary>Classifies a change of a column's type.</summary>
internal static class TypeChange
{
    private static readonly string[] Content = ["arrayContent", "mapKeys", "mapValues", "objectFields"];

    /// <summary>What the change of a column does; null if the type is the same.</summary>
    public static ChangeImpact? Of(SchemaColumn old, SchemaColumn now)
    {
        if (old.TypeName != now.TypeName)
            return Holds(now.Type, old.Type) ? ChangeImpact.Widening : ChangeImpact.Breaking;

        if (old.Raw is null || now.Raw is null)
            return null;

        if (Content.Any(part => !Same(old.Raw.Find(part), now.Raw.Find(part))))
            return ChangeImpact.Breaking;

        int before = old.Raw.FindInt32("maxLength") ?? -1, after = now.Raw.FindInt32("maxLength") ?? -1;
        return before == after ? null : after < 0 || (before >= 0 && after > before) ? ChangeImpact.Widening : ChangeImpact.Breaking;
    }

    /// <summary>The type in words, with its length if it has one.</summary>
    public static string InWords(SchemaColumn column)
    {
        string content = string.Join(", ", Content.Select(part => column.Raw?.Find(part)).Where(part => part is not null).Select(part => JsonWriter.Canonical(part!)));
        string length = column.Raw?.FindInt32("maxLength") is > 0 and int max ? FormattableString.Invariant($"({max})") : "";
        return column.TypeName + length + (content.Length > 0 ? $" of {content}" : "");
    }

    /// <summary>Whether a type has room for every value of another.</summary>
    public static bool Holds(StorageType wider, StorageType type) => (wider, type) switch
    {
        (StorageType.SmallInt, StorageType.TinyInt) => true,
        (StorageType.Int, StorageType.TinyInt or StorageType.SmallInt) => true,
        (StorageType.BigInt, StorageType.TinyInt or StorageType.SmallInt or StorageType.Int) => true,
        (StorageType.Float, StorageType.TinyInt or StorageType.SmallInt) => true,
        (StorageType.Double, StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.Float) => true,
        (StorageType.Geometry, StorageType.GeoPoint) => true,
        _ => false,
    };

    private static bool Same(JsonValue? old, JsonValue? now) => old is null ? now is null : old.Equals(now);
}
