using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Sql;

/// <summary>How DSS storage types are kept in DuckDB and Parquet.</summary>
internal static class DuckDbTypes
{
    /// <summary>The DuckDB type of a storage type. Geographic and complex types are text: WKT and JSON, as DSS writes them.</summary>
    public static string Of(StorageType type) => type switch
    {
        StorageType.TinyInt => "TINYINT",
        StorageType.SmallInt => "SMALLINT",
        StorageType.Int => "INTEGER",
        StorageType.BigInt => "BIGINT",
        StorageType.Float => "FLOAT",
        StorageType.Double => "DOUBLE",
        StorageType.Boolean => "BOOLEAN",
        StorageType.Date => "TIMESTAMPTZ",
        StorageType.DateOnly => "DATE",
        StorageType.DateTimeNoTz => "TIMESTAMP",
        StorageType.String or StorageType.GeoPoint or StorageType.Geometry or StorageType.Array or StorageType.Map or StorageType.Object or StorageType.Unknown => "VARCHAR",
    };
}
