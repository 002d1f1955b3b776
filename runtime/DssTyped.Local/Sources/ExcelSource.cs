using System.Globalization;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DssTyped.Local.Sources;

/// <summary>Rows of Excel files: the sheets that the dataset selects, one after the other.</summary>
internal static class ExcelSource
{
    public static IEnumerable<SourceRecord> Read(SourceRead read)
    {
        // Old .xls files name their encoding by code page.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        JsonValue settings = read.Dataset.FormatType == "excel" ? read.Dataset.FormatParams : JsonValue.Object();
        int skipBefore = settings.FindInt32("skipRowsBeforeHeader") ?? 0;
        int skipAfter = settings.FindInt32("skipRowsAfterHeader") ?? 0;
        bool hasHeader = settings.FindFlag("parseHeaderRow", otherwise: true);
        using Stream stream = SourceStreams.Open(read.Path);
        using IExcelDataReader excel = Open(read, stream.CanSeek ? stream : Buffered(stream));
        Func<string, int, bool> selected = Selection(settings);
        bool any = false;
        int sheet = 0;
        do
        {
            if (!selected(excel.Name, sheet++))
                continue;

            any = true;
            foreach (SourceRecord record in ReadSheet(read, excel, skipBefore, skipAfter, hasHeader, settings.FindFlag("parseDatesToISO")))
                yield return record;
        }
        while (excel.NextResult());

        if (!any)
            throw read.Error(1, $"no sheet is selected by '{settings.FindText("sheets")}'", "Rename the sheet, or choose it in the dataset's format settings.");
    }

    private static IExcelDataReader Open(SourceRead read, Stream stream)
    {
        try
        {
            return ExcelReaderFactory.CreateReader(stream);
        }
        catch (ExcelReaderException wrong)
        {
            throw read.Error(1, $"it is no Excel file ({wrong.Message.TrimEnd('.')})", "Put a workbook there, or correct the format of the dataset in DSS.", wrong);
        }
    }

    private static IEnumerable<SourceRecord> ReadSheet(SourceRead read, IExcelDataReader excel, int skipBefore, int skipAfter, bool hasHeader, bool isoDates)
    {
        int row = 0;
        int[] positions = [.. Enumerable.Range(0, read.Schema.Count)];
        for (; row < skipBefore && excel.Read(); row++)
        {
        }

        if (hasHeader && excel.Read())
        {
            row++;
            positions = Positions(read, [.. Enumerable.Range(0, excel.FieldCount).Select(i => TextOf(excel, i) ?? "")], row);
        }

        for (int i = 0; i < skipAfter && excel.Read(); i++)
            row++;

        var cells = new string?[positions.Length];
        while (excel.Read())
        {
            row++;
            bool any = false;
            for (int i = 0; i < positions.Length; i++)
            {
                cells[i] = positions[i] < excel.FieldCount ? TextOf(excel, positions[i]) : null;
                any |= cells[i] is not null;
                if (!isoDates && cells[i] is not null && !read.Schema[i].Type.IsTemporal() && excel.GetValue(positions[i]) is DateTime)
                    read.Warnings.Add($"File '{read.Path}', column '{read.Schema[i].Name}': dates of the workbook are written as instants (yyyy-MM-ddTHH:mm:ss.SSSZ); DSS may write them otherwise.");
            }

            if (any)
                yield return new SourceRecord(row, cells);
        }
    }

    // By name where the names fit, as DSS's schema of the sheet came from its header; else by position.
    private static int[] Positions(SourceRead read, string[] header, int row)
    {
        int[] byName = [.. read.Schema.Select(column => Array.IndexOf(header, column.Name))];
        if (byName.All(position => position >= 0))
            return byName;

        int used = header.Count(name => name.Length > 0);
        if (read.Origin == SourceOrigin.User || used != read.Schema.Count)
        {
            string missing = string.Join(", ", read.Schema.Where(column => !header.Contains(column.Name)).Select(column => $"'{column.Name}'"));
            throw read.Error(row, $"the sheet's header lacks {missing}", "Put the missing columns into the sheet, or import the snapshot again if the dataset has changed.");
        }

        return [.. Enumerable.Range(0, read.Schema.Count)];
    }

    // "*name" or "name", several separated by line feeds; a number is a sheet's index.
    private static Func<string, int, bool> Selection(JsonValue settings)
    {
        string mode = settings.FindText("sheetSelectionMode") ?? "NAMES";
        string sheets = settings.FindText("sheets") ?? "";
        if (mode == "ALL" || sheets.Length == 0)
            return mode == "ALL" ? (_, _) => true : (_, index) => index == 0;

        string[] wanted = [.. sheets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(sheet => sheet.Trim().TrimStart('*'))];
        return (name, index) => wanted.Contains(name, StringComparer.Ordinal) || (mode != "NAMES" && wanted.Contains(index.ToString(CultureInfo.InvariantCulture)))
            || (wanted is [var only] && only == index.ToString(CultureInfo.InvariantCulture) && !sheets.StartsWith('*'));
    }

    private static string? TextOf(IExcelDataReader excel, int column) => excel.GetValue(column) switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        bool flag => JavaText.Of(flag),
        // Excel has no whole numbers: DSS writes those that are whole without decimals.
        double number when Math.Abs(number) < 1e15 && Math.Floor(number) == number => ((long)number).ToString(CultureInfo.InvariantCulture),
        double number => JavaText.Of(number),
        DateTime date => JavaText.Instant((date - DateTime.UnixEpoch).Ticks / 10),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString(),
    };

    private static MemoryStream Buffered(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
