using DssTyped.Flow.Schemas;

namespace DssTyped.Emit.Binding;

/// <summary>The .NET type of each DSS storage type, and the reader's method for it.</summary>
internal sealed record ClrType(string Name, string Reader, bool IsReference = false)
{
    private static readonly ClrType Text = new("string", "NullableString", IsReference: true);
    private static readonly ClrType Json = new("global::DssTyped.DssJson", "NullableJson");

    /// <summary>The type of cells of a storage type. Types that this version does not know are read as text.</summary>
    public static ClrType Of(StorageType type) => type switch
    {
        StorageType.TinyInt => TinyInt,
        StorageType.SmallInt => SmallInt,
        StorageType.Int => Int,
        StorageType.BigInt => BigInt,
        StorageType.Float => Float,
        StorageType.Double => Double,
        StorageType.Boolean => Boolean,
        StorageType.Date => Date,
        StorageType.DateOnly => DateOnly,
        StorageType.DateTimeNoTz => DateTimeNoTz,
        StorageType.GeoPoint => GeoPoint,
        StorageType.Geometry => Geometry,
        StorageType.Array or StorageType.Map or StorageType.Object => Json,
        StorageType.String or StorageType.Unknown => Text,
    };

    private static readonly ClrType TinyInt = new("sbyte", "NullableSByte");
    private static readonly ClrType SmallInt = new("short", "NullableInt16");
    private static readonly ClrType Int = new("int", "NullableInt32");
    private static readonly ClrType BigInt = new("long", "NullableInt64");
    private static readonly ClrType Float = new("float", "NullableSingle");
    private static readonly ClrType Double = new("double", "NullableDouble");
    private static readonly ClrType Boolean = new("bool", "NullableBoolean");
    private static readonly ClrType Date = new("global::System.DateTimeOffset", "NullableInstant");
    private static readonly ClrType DateOnly = new("global::System.DateOnly", "NullableDateOnly");
    private static readonly ClrType DateTimeNoTz = new("global::System.DateTime", "NullableDateTime");
    private static readonly ClrType GeoPoint = new("global::DssTyped.GeoPoint", "NullableGeoPoint");
    private static readonly ClrType Geometry = new("global::DssTyped.Geometry", "NullableGeometry");
}
