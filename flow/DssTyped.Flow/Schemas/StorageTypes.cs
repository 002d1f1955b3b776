namespace DssTyped.Flow.Schemas;

/// <summary>DSS's spellings of storage types, and what types have in common.</summary>
public static class StorageTypes
{
    private static readonly (StorageType Type, string Name)[] Spellings =
    [
        (StorageType.String, "string"), (StorageType.TinyInt, "tinyint"), (StorageType.SmallInt, "smallint"), (StorageType.Int, "int"),
        (StorageType.BigInt, "bigint"), (StorageType.Float, "float"), (StorageType.Double, "double"), (StorageType.Boolean, "boolean"),
        (StorageType.Date, "date"), (StorageType.DateOnly, "dateonly"), (StorageType.DateTimeNoTz, "datetimenotz"),
        (StorageType.GeoPoint, "geopoint"), (StorageType.Geometry, "geometry"), (StorageType.Array, "array"), (StorageType.Map, "map"),
        (StorageType.Object, "object"),
    ];

    private static readonly Dictionary<string, StorageType> ByName = Spellings.ToDictionary(pair => pair.Name, pair => pair.Type, StringComparer.Ordinal);
    private static readonly Dictionary<StorageType, string> ByType = Spellings.ToDictionary(pair => pair.Type, pair => pair.Name);

    /// <summary>Every spelling, for messages and the JSON Schema.</summary>
    public static IEnumerable<string> Names => Spellings.Select(pair => pair.Name);

    /// <summary>The type of a DSS spelling; <see cref="StorageType.Unknown"/> if there is none.</summary>
    public static StorageType Parse(string name) => ByName.TryGetValue(name, out StorageType type) ? type : StorageType.Unknown;

    /// <summary>The DSS spelling of a type; <c>unknown</c> for <see cref="StorageType.Unknown"/>.</summary>
    public static string NameOf(StorageType type) => ByType.TryGetValue(type, out string? name) ? name : "unknown";

    /// <summary>Whether a type is a whole number.</summary>
    public static bool IsInteger(this StorageType type) => type is StorageType.TinyInt or StorageType.SmallInt or StorageType.Int or StorageType.BigInt;

    /// <summary>Whether a type is a number.</summary>
    public static bool IsNumeric(this StorageType type) => type.IsInteger() || type is StorageType.Float or StorageType.Double;

    /// <summary>Whether a type is a day or a time.</summary>
    public static bool IsTemporal(this StorageType type) => type is StorageType.Date or StorageType.DateOnly or StorageType.DateTimeNoTz;
}
