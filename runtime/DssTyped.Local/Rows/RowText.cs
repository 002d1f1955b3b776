using System.Globalization;
using DssTyped.Local.Text;

namespace DssTyped.Local;

/// <summary>Rows as DSS writes them to text: numbers in Java's form, dates as <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c>.</summary>
public static class RowText
{
    /// <summary>A cell of the current row; null if it is empty.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="column">The column's position.</param>
    public static string? Of(RowReader reader, int column)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.IsNull(column))
            return null;

        return reader.Columns[column].Type switch
        {
            "tinyint" or "smallint" or "int" or "bigint" => reader.GetInt64(column).ToString(CultureInfo.InvariantCulture),
            "double" => JavaText.Of(reader.GetDouble(column)),
            "float" => JavaText.Of(reader.GetSingle(column)),
            "boolean" => JavaText.Of(reader.GetBoolean(column)),
            "date" => reader.GetInstant(column).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            "dateonly" => reader.GetDateOnly(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "datetimenotz" => reader.GetDateTime(column).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture),
            _ => reader.GetString(column),
        };
    }

    /// <summary>Writes all rows as delimited text: cells with a separator, quote or line end in quotes, quotes doubled, line feeds at the end.</summary>
    /// <param name="reader">The rows.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="separator">The separator; a tab is DSS's own.</param>
    /// <param name="header">Whether to write the names of the columns first.</param>
    /// <param name="cancellationToken">Cancels writing.</param>
    public static async Task WriteDelimitedAsync(RowReader reader, TextWriter writer, char separator = '\t', bool header = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(writer);
        if (header)
            WriteLine(writer, separator, reader.Columns.Count, i => reader.Columns[i].Name);

        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            WriteLine(writer, separator, reader.Columns.Count, i => Of(reader, i));
    }

    private static void WriteLine(TextWriter writer, char separator, int count, Func<int, string?> cell)
    {
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                writer.Write(separator);

            string text = cell(i) ?? "";
            if (text.AsSpan().ContainsAny(['"', '\n', '\r', separator]))
                writer.Write($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            else
                writer.Write(text);
        }

        writer.Write('\n');
    }
}
