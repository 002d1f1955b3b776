using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DuckDB.NET.Native;

namespace DssTyped.Local.Text;

/// <summary>Cells of a query as DSS text.</summary>
internal static class CellText
{
    /// <summary>A cell; null if it is empty.</summary>
    public static string? Of(DuckDbQuery query, int column, int row)
    {
        if (query.IsNull(column, row))
            return null;

        switch (query.Types[column])
        {
            case DuckDBType.Varchar:
                ReadOnlySpan<byte> utf8 = query.Utf8(column, row);
                return utf8.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(utf8);
            case DuckDBType.Double:
                return JavaText.Of(query.Double(column, row));
            case DuckDBType.Float:
                return JavaText.Of(query.Single(column, row));
            case DuckDBType.Boolean:
                return JavaText.Of(query.Boolean(column, row));
            case DuckDBType.TimestampTz:
                return JavaText.Instant(query.Microseconds(column, row));
            case DuckDBType.Timestamp:
                return JavaText.DateTimeNoTz(query.Microseconds(column, row));
            case DuckDBType.Date:
                return JavaText.Day(query.Day(column, row));
            default:
                return query.Int64(column, row).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The rows of a statement as text.</summary>
    public static IEnumerable<string?[]> Rows(DuckDbHost host, string sql, CancellationToken cancellationToken)
    {
        using DuckDbLease lease = host.Rent();
        using DuckDbQuery query = lease.Session.Query(sql, cancellationToken);
        int columns = query.Types.Count;
        while (query.Fetch(cancellationToken))
        {
            for (int row = 0; row < query.Count; row++)
            {
                var cells = new string?[columns];
                for (int column = 0; column < columns; column++)
                    cells[column] = Of(query, column, row);

                yield return cells;
            }
        }
    }
}
