using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;

namespace DssTyped.TestServer.Data;

/// <summary>Writes rows in DSS's <c>tsv-excel-noheader</c>: tabs, line feeds, quotes where needed and doubled inside.</summary>
internal static class TsvWriter
{
    private const int FlushAt = 64 * 1024;

    public static async Task WriteAsync(RowReader rows, PipeWriter target, CancellationToken cancellationToken)
    {
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int column = 0; column < rows.Columns.Count; column++)
            {
                if (column > 0)
                    target.Write("\t"u8);
                if (!rows.IsNull(column))
                    Field(rows, column, target);
            }

            target.Write("\n"u8);
            if (target.UnflushedBytes > FlushAt)
                await target.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Field(RowReader rows, int column, PipeWriter target)
    {
        switch (rows.Columns[column].Type)
        {
            case "tinyint" or "smallint" or "int" or "bigint":
                Format(target, rows.GetInt64(column), default);
                break;
            case "double":
                Format(target, rows.GetDouble(column), "R");
                break;
            case "float":
                Format(target, rows.GetSingle(column), "R");
                break;
            case "boolean":
                target.Write(rows.GetBoolean(column) ? "true"u8 : "false"u8);
                break;
            case "date":
                Format(target, rows.GetInstant(column).UtcDateTime, "yyyy-MM-ddTHH:mm:ss.fffZ");
                break;
            case "dateonly":
                Format(target, rows.GetDateOnly(column), "yyyy-MM-dd");
                break;
            case "datetimenotz":
                Format(target, rows.GetDateTime(column), "yyyy-MM-ddTHH:mm:ss.fff");
                break;
            default:
                Text(target, rows.GetUtf8(column));
                break;
        }
    }

    private static void Format<T>(PipeWriter target, T value, string? format)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(target.GetSpan(64), out int written, format, CultureInfo.InvariantCulture);
        target.Advance(written);
    }

    private static void Text(PipeWriter target, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny("\t\n\r\""u8) < 0)
        {
            target.Write(text);
            return;
        }

        target.Write("\""u8);
        for (int quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            target.Write(text[..(quote + 1)]);
            target.Write("\""u8);
            text = text[(quote + 1)..];
        }

        target.Write(text);
        target.Write("\""u8);
    }
}
