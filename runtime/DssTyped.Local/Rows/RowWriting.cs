using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Store;

namespace DssTyped.Local.Rows;

/// <summary>Writes .NET values to a version.</summary>
internal static class RowWriting
{
    public static async Task<OutputRows> WriteAsync(DuckDbHost host, VersionWriter version, Schema schema, IRowSource rows, string? partition, CancellationToken cancellationToken)
    {
        foreach (string name in rows.Columns)
        {
            if (schema.Find(name) is null)
                throw new InvalidOperationException($"The rows have a column '{name}' that the dataset's schema lacks{(schema.NearestTo(name) is { } near ? $"; did you mean '{near}'?" : ".")}");
        }

        int[] from = [.. schema.Select(column => rows.Columns.ToList().IndexOf(column.Name))];
        StoredColumns columns = StoredColumns.Of(schema);
        using DuckDbLease lease = host.Rent();
        using var part = new PartWriter(lease.Session, version, columns, partition);
        await foreach (object?[] row in rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < from.Length; i++)
            {
                if (from[i] >= 0 && row[from[i]] is { } value)
                    Set(part, i, schema[i], value, part.Rows + 1);
            }

            part.EndRow(cancellationToken);
        }

        return new OutputRows(columns, part.Finish(cancellationToken));
    }

    private static void Set(PartWriter part, int index, SchemaColumn column, object value, long row)
    {
        switch (column.Type, value)
        {
            case (StorageType.TinyInt, sbyte number): part.Set(index, number); break;
            case (StorageType.SmallInt, short number): part.Set(index, number); break;
            case (StorageType.Int, int number): part.Set(index, number); break;
            case (StorageType.BigInt, long number): part.Set(index, number); break;
            case (StorageType.BigInt, int number): part.Set(index, (long)number); break;
            case (StorageType.Float, float number): part.Set(index, number); break;
            case (StorageType.Double, double number): part.Set(index, number); break;
            case (StorageType.Boolean, bool flag): part.Set(index, flag); break;
            case (StorageType.Date, DateTimeOffset instant): part.Set(index, (instant.UtcDateTime - DateTime.UnixEpoch).Ticks / 10); break;
            case (StorageType.DateTimeNoTz, DateTime moment): part.Set(index, (moment - DateTime.UnixEpoch).Ticks / 10); break;
            case (StorageType.DateOnly, DateOnly day): part.Set(index, day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber); break;
            default:
                string text = value switch
                {
                    string plain => plain,
                    DssJson json => json.Text,
                    GeoPoint point => point.Wkt,
                    Geometry geometry => geometry.Wkt,
                    _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Row {row}, column '{column.Name}': a value of type {value.GetType().Name} is no {column.TypeName}.")),
                };
                if (Sql.DuckDbTypes.Of(column.Type) != "VARCHAR")
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Row {row}, column '{column.Name}': a text is no {column.TypeName}."));
                if (text.Length > 0)
                    part.Set(index, text.AsSpan());
                break;
        }
    }
}
