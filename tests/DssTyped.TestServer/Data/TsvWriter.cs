using System.Buffers;
using System.IO.Pipelines;

namespace DssTyped.TestServer.Data;

/// <summary>Writes rows in DSS's <c>tsv-excel-noheader</c>: tabs, line feeds, quotes where needed and doubled inside.</summary>
internal static class TsvWriter
{
    private const int FlushAt = 64 * 1024;

    public static async Task WriteAsync(SentRows sent, PipeWriter target, CancellationToken cancellationToken)
    {
        while (await sent.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int i = 0; i < sent.Columns.Length; i++)
            {
                if (i > 0)
                    target.Write("\t"u8);
                Field(sent.Rows, sent.Columns[i], target);
            }

            target.Write("\n"u8);
            if (target.UnflushedBytes > FlushAt)
                await target.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void Field(RowReader rows, int column, PipeWriter target)
    {
        if (rows.IsNull(column))
            return;
        if (CellText.IsText(rows.Columns[column].Type))
            Text(target, rows.GetUtf8(column));
        else
            CellText.Write(rows, column, target);
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
