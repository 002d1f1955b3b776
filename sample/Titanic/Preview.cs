using DssTyped;

namespace TitanicSample;

/// <summary>Prints the first rows of a dataset as a table.</summary>
internal static class Preview
{
    private const int Widest = 18;

    public static async Task WriteAsync(Dataset dataset, int rows)
    {
        await using RowReader reader = await dataset.OpenReaderAsync(options: new ReadOptions { Limit = rows });
        var lines = new List<string[]> { reader.Columns.Select(column => column.Name).ToArray(), reader.Columns.Select(column => column.Type).ToArray() };
        while (await reader.ReadAsync())
            lines.Add([.. Enumerable.Range(0, reader.Columns.Count).Select(column => CellText.Of(reader, column))]);

        int[] widths = [.. Enumerable.Range(0, reader.Columns.Count).Select(column => Math.Min(Widest, lines.Max(line => line[column].Length)))];
        foreach (string[] line in lines)
            Console.WriteLine("  " + string.Join("  ", line.Select((cell, column) => Fit(cell, widths[column]))).TrimEnd());
    }

    private static string Fit(string cell, int width) => cell.Length <= width ? cell.PadRight(width) : cell[..(width - 1)] + "…";
}
