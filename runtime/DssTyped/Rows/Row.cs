using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>The current row of a reader, its cells taken by column. It is valid until the next row is read; every cell may be empty.</summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
public readonly struct Row<TDataset>
    where TDataset : Dataset<TDataset>
{
    private readonly RowReader _reader;
    private readonly ColumnMap? _map;

    internal Row(RowReader reader, ColumnMap? map)
    {
        _reader = reader;
        _map = map;
    }

    /// <summary>The row's number, from 1.</summary>
    public long Number => _reader.RowNumber;

    /// <summary>A text.</summary>
    public string? this[Column<TDataset, string> column] => _reader.NullableString(PositionOf(column));

    /// <summary>A text as UTF-8, without a string being made: valid until the next row is read, and without a byte for an empty cell.</summary>
    public ReadOnlySpan<byte> Utf8(Column<TDataset, string> column) => _reader.Utf8OrEmpty(PositionOf(column));

    /// <summary>The JSON text of an <c>array</c>, <c>map</c> or <c>object</c> as UTF-8, for a <see cref="System.Text.Json.Utf8JsonReader"/>: valid until the next row is read, and without a byte for an empty cell.</summary>
    public ReadOnlySpan<byte> Utf8(Column<TDataset, DssJson> column) => _reader.Utf8OrEmpty(PositionOf(column));

    /// <summary>A <c>tinyint</c>.</summary>
    public sbyte? this[Column<TDataset, sbyte> column] => _reader.NullableSByte(PositionOf(column));

    /// <summary>A <c>smallint</c>.</summary>
    public short? this[Column<TDataset, short> column] => _reader.NullableInt16(PositionOf(column));

    /// <summary>An <c>int</c>.</summary>
    public int? this[Column<TDataset, int> column] => _reader.NullableInt32(PositionOf(column));

    /// <summary>A <c>bigint</c>.</summary>
    public long? this[Column<TDataset, long> column] => _reader.NullableInt64(PositionOf(column));

    /// <summary>A <c>float</c>.</summary>
    public float? this[Column<TDataset, float> column] => _reader.NullableSingle(PositionOf(column));

    /// <summary>A <c>double</c>.</summary>
    public double? this[Column<TDataset, double> column] => _reader.NullableDouble(PositionOf(column));

    /// <summary>A <c>boolean</c>.</summary>
    public bool? this[Column<TDataset, bool> column] => _reader.NullableBoolean(PositionOf(column));

    /// <summary>A <c>date</c>: an instant.</summary>
    public DateTimeOffset? this[Column<TDataset, DateTimeOffset> column] => _reader.NullableInstant(PositionOf(column));

    /// <summary>A <c>dateonly</c>.</summary>
    public DateOnly? this[Column<TDataset, DateOnly> column] => _reader.NullableDateOnly(PositionOf(column));

    /// <summary>A <c>datetimenotz</c>.</summary>
    public DateTime? this[Column<TDataset, DateTime> column] => _reader.NullableDateTime(PositionOf(column));

    /// <summary>An <c>array</c>, <c>map</c> or <c>object</c>.</summary>
    public DssJson? this[Column<TDataset, DssJson> column] => _reader.NullableJson(PositionOf(column));

    /// <summary>A <c>geopoint</c>.</summary>
    public GeoPoint? this[Column<TDataset, GeoPoint> column] => _reader.NullableGeoPoint(PositionOf(column));

    /// <summary>A <c>geometry</c>.</summary>
    public Geometry? this[Column<TDataset, Geometry> column] => _reader.NullableGeometry(PositionOf(column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PositionOf(Column column) => _map is null ? column.Ordinal : _map[column];
}
