using System.Buffers;
using System.Globalization;
using System.Text;

namespace DssTyped.TestServer.Data;

/// <summary>Cells as the text DSS has for them.</summary>
internal static class CellText
{
    /// <summary>Whether cells of a type are their own text.</summary>
    public static bool IsText(string type) =>
        type is not ("tinyint" or "smallint" or "int" or "bigint" or "float" or "double" or "boolean" or "date" or "dateonly" or "datetimenotz");

    /// <summary>Writes a cell that is not empty and whose type is none of text.</summary>
    public static void Write(RowReader rows, int column, IBufferWriter<byte> target)
    {
        switch (rows.Columns[column].Type)
        {
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
                Format(target, rows.GetInt64(column), default);
                break;
        }
    }

    /// <summary>A cell's text; null for an empty one.</summary>
    public static string? Of(RowReader rows, int column)
    {
        if (rows.IsNull(column))
            return null;
        if (IsText(rows.Columns[column].Type))
            return rows.GetString(column);
        var text = new ArrayBufferWriter<byte>();
        Write(rows, column, text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Format<T>(IBufferWriter<byte> target, T value, string? format)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(target.GetSpan(64), out int written, format, CultureInfo.InvariantCulture);
        target.Advance(written);
    }
}
