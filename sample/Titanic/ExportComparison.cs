using System.Globalization;
using System.IO.Compression;
using DssTyped;
using Sylvan.Data.Csv;

namespace TitanicSample;

/// <summary>Compares a built dataset with the file that DSS wrote for it: tab separated, quoted with doubled quotes, no header, gzip.</summary>
internal static class ExportComparison
{
    private static readonly CsvDataReaderOptions Dialect = new() { Delimiter = '\t', HasHeaders = false };

    /// <summary>Prints how many cells were compared and every cell that differs (the first few in full).</summary>
    public static async Task<bool> CompareAsync(Dataset dataset, string export)
    {
        string path = Path.Combine(export, "fs_datasets_data", dataset.Name, "out-s0.csv.gz");
        await using CsvDataReader csv = await CsvDataReader.CreateAsync(new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)), Dialect);
        await using RowReader built = await dataset.OpenReaderAsync();

        int columns = built.Columns.Count, cells = 0, different = 0, rows = 0;
        while (await built.ReadAsync())
        {
            bool expected = await csv.ReadAsync();
            rows++;
            for (int column = 0; column < columns; column++)
            {
                cells++;
                string fromDss = expected && column < csv.RowFieldCount ? csv.GetString(column) : "(no such cell)";
                if (IsEqual(fromDss, built, column))
                    continue;
                if (++different <= 3)
                    Console.WriteLine($"    row {rows}, column {built.Columns[column].Name}: DSS has '{fromDss}', this build '{CellText.Of(built, column)}'");
            }
        }

        for (; await csv.ReadAsync(); different += columns)
            Console.WriteLine($"    DSS has another row: {string.Join(" | ", Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString))}");

        Console.WriteLine($"  {dataset.Name}: {rows} rows, {cells.ToString("N0", CultureInfo.InvariantCulture)} cells, {(different == 0 ? "all equal" : $"{different} different")}");
        return different == 0;
    }

    // Numbers are compared as numbers, to the last bit: DSS prints doubles as Java does (1.0E7), .NET as 10000000.
    private static bool IsEqual(string fromDss, RowReader built, int column) => built.IsNull(column)
        ? fromDss.Length == 0
        : built.Columns[column].Type is "double" or "float"
            ? double.TryParse(fromDss, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number.Equals(built.GetDouble(column))
            : fromDss == CellText.Of(built, column);
}
