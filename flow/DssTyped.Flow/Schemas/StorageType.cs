namespace DssTyped.Flow.Schemas;

/// <summary>A DSS storage type of a column.</summary>
public enum StorageType
{
    /// <summary>A type this version does not know; its spelling is kept in <see cref="SchemaColumn.TypeName"/>.</summary>
    Unknown,

    /// <summary><c>string</c>.</summary>
    String,

    /// <summary><c>tinyint</c>, 8 bits.</summary>
    TinyInt,

    /// <summary><c>smallint</c>, 16 bits.</summary>
    SmallInt,

    /// <summary><c>int</c>, 32 bits.</summary>
    Int,

    /// <summary><c>bigint</c>, 64 bits.</summary>
    BigInt,

    /// <summary><c>float</c>, 32 bits.</summary>
    Float,

    /// <summary><c>double</c>, 64 bits.</summary>
    Double,

    /// <summary><c>boolean</c>.</summary>
    Boolean,

    /// <summary><c>date</c>: an instant (a date and time with zone).</summary>
    Date,

    /// <summary><c>dateonly</c>: a day without time.</summary>
    DateOnly,

    /// <summary><c>datetimenotz</c>: a date and time without zone.</summary>
    DateTimeNoTz,

    /// <summary><c>geopoint</c>, as WKT.</summary>
    GeoPoint,

    /// <summary><c>geometry</c>, as WKT.</summary>
    Geometry,

    /// <summary><c>array</c>, as JSON.</summary>
    Array,

    /// <summary><c>map</c>, as JSON.</summary>
    Map,

    /// <summary><c>object</c>, as JSON.</summary>
    Object,
}
