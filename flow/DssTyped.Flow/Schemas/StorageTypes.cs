namespace DssTyped.Flow.Schemas;

/// <summary>DSS's spellings of storage types, and what types have in common.</summary>
public static class StorageTypes
{
    private static readonly string[] Spellings =
    [
        "string", "tinyint", "smallint", "int", "bigint", "float", "double", "boolean", "date", "dateonly", "datetimenotz", "geopoint", "geometry", "array", "map", "object",
    ];

    /// <summary>Every spelling, for messages and the JSON Schema.</summary>
    public static IEnumerable<string> Names => Spellings;

    /// <summary>The type of a DSS spelling; <see cref="StorageType.Unknown"/> if there is none.</summary>
    public static StorageType Parse(string name) => name switch
    {
        "string" => StorageType.String,
        "tinyint" => StorageType.TinyInt,
        "smallint" => StorageType.SmallInt,
        "int" => StorageType.Int,
        "bigint" => StorageType.BigInt,
        "float" => StorageType.Float,
        "double" => StorageType.Double,
        "boolean" => StorageType.Boolean,
        "date" => StorageType.Date,
        "dateonly" => StorageType.DateOnly,
        "datetimenotz" => StorageType.DateTimeNoTz,
        "geopoint" => StorageType.GeoPoint,
        "geometry" => StorageType.Geometry,
        "array" => StorageType.Array,
        "map" => StorageType.Map,
        "object" => StorageType.Object,
        _ => StorageType.Unknown,
    };

    /// <summary>The DSS spelling of a type; <c>unknown</c> for <see cref="StorageType.Unknown"/>.</summary>
    public static string NameOf(StorageType type) => type == StorageType.Unknown ? "unknown" : Spellings[(int)type - 1];

    /// <summary>Whether a type is a whole number.</summary>
    public static bool IsInteger(this StorageType type) => type is StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt;

    /// <summary>Whether a type is a number.</summary>
    public static bool IsNumeric(this StorageType type) => type.IsInteger() || type is StorageType.Float or StorageType.Double;

    /// <summary>Whether a type is a day or a time.</summary>
    public static bool IsTemporal(this StorageType type) => type is StorageType.Date or StorageType.DateOnly or StorageType.DateTimeNoTz;
}
