using System.Globalization;
using System.Text;
using DssTyped.RestBenchmarks.Flow;
using Microsoft.Extensions.DependencyInjection;
using Sylvan.Data.Csv;

namespace DssTyped.RestBenchmarks;

/// <summary>One million rows of text, without a network: the library's public reading against Sylvan.Data.Csv over the same bytes.</summary>
internal static class Parsing
{
    private const int Rounds = 10;

    public static async Task RunAsync(int rows)
    {
        byte[] block = SampleText.Block();
        int blocks = rows / SampleText.RowsInBlock;
        var services = new ServiceCollection();
        services.AddDssTyped(options => (options.Url, options.ApiKey, options.ProjectKey) = (new Uri("http://localhost"), "none", "BENCH"))
            .ConfigurePrimaryHttpMessageHandler(() => new CannedDss(block, blocks));
        ServiceProvider provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            Readings readings = new BenchFlow(provider.GetRequiredService<IFlowEngine>()).Datasets.Readings;
            Console.WriteLine(FormattableString.Invariant($"{blocks * SampleText.RowsInBlock:N0} rows of {(double)block.Length / SampleText.RowsInBlock:0.0} bytes, best of {Rounds} rounds, CPU ns a row"));
            await CompareAsync("rows cut, one cell touched", () => CutAsync(readings), () => SylvanCut(block, blocks)).ConfigureAwait(false);
            await CompareAsync("cells of a row by column", () => CellsAsync(readings), () => SylvanCells(block, blocks)).ConfigureAwait(false);
            await CompareAsync("typed records", () => RecordsAsync(readings), () => SylvanRecords(block, blocks)).ConfigureAwait(false);
        }

        async Task CompareAsync(string what, Func<Task<long>> ours, Func<long> theirs)
        {
            double best = double.MaxValue, theirBest = double.MaxValue;
            for (int round = 0; round < Rounds; round++)
            {
                (double time, long sum) = await Cpu.OfAsync(ours).ConfigureAwait(false);
                (double theirTime, long theirSum) = await Cpu.OfAsync(() => Task.FromResult(theirs())).ConfigureAwait(false);
                if (sum != theirSum)
                    throw new InvalidOperationException($"{what}: {sum} and {theirSum} differ");
                (best, theirBest) = (Math.Min(best, time), Math.Min(theirBest, theirTime));
            }

            double count = blocks * SampleText.RowsInBlock / 1e9;
            Console.WriteLine(FormattableString.Invariant($"| {what} | {best / count:0} | {theirBest / count:0} | {theirBest / best:0.0} |"));
        }
    }

    private static async Task<long> CutAsync(Readings readings)
    {
        long sum = 0;
        await foreach (Row<Readings> row in readings.ReadAsync().ConfigureAwait(false))
            sum += row.Number;
        return sum;
    }

    private static long SylvanCut(byte[] block, int blocks)
    {
        using CsvDataReader reader = Open(block, blocks);
        long sum = 0, number = 0;
        while (reader.Read())
            sum += ++number;
        return sum;
    }

    private static async Task<long> CellsAsync(Readings readings)
    {
        long sum = 0;
        await foreach (Row<Readings> row in readings.ReadAsync().ConfigureAwait(false))
        {
            sum += row[Readings.Columns.Id]!.Value + (row[Readings.Columns.Visits] ?? 0) + (row[Readings.Columns.Urgent] == true ? 1 : 0)
                + (row[Readings.Columns.TakenAt]?.UtcTicks ?? 0) + (row[Readings.Columns.SentAt]?.UtcTicks ?? 0);
            sum += BitConverter.DoubleToInt64Bits((row[Readings.Columns.Value] ?? 0) + (row[Readings.Columns.Score] ?? 0));
        }

        return sum;
    }

    private static long SylvanCells(byte[] block, int blocks)
    {
        using CsvDataReader reader = Open(block, blocks);
        long sum = 0;
        while (reader.Read())
        {
            sum += reader.GetInt64(0) + (Has(reader, 5) ? reader.GetInt32(5) : 0) + (Has(reader, 6) && reader.GetBoolean(6) ? 1 : 0)
                + (Has(reader, 7) ? Instant(reader, 7).UtcTicks : 0) + (Has(reader, 8) ? Instant(reader, 8).UtcTicks : 0);
            sum += BitConverter.DoubleToInt64Bits((Has(reader, 3) ? reader.GetDouble(3) : 0) + (Has(reader, 4) ? reader.GetDouble(4) : 0));
        }

        return sum;
    }

    private static async Task<long> RecordsAsync(Readings readings)
    {
        long sum = 0;
        await foreach (Reading row in readings.ReadAsync<Reading>().ConfigureAwait(false))
            sum += Sum(row);
        return sum;
    }

    private static long SylvanRecords(byte[] block, int blocks)
    {
        using CsvDataReader reader = Open(block, blocks);
        long sum = 0;
        while (reader.Read())
        {
            sum += Sum(new Reading(
                reader.GetInt64(0), Text(reader, 1), Text(reader, 2), Has(reader, 3) ? reader.GetDouble(3) : null, Has(reader, 4) ? reader.GetDouble(4) : null, Has(reader, 5) ? reader.GetInt32(5) : null,
                Has(reader, 6) ? reader.GetBoolean(6) : null, Has(reader, 7) ? Instant(reader, 7) : null, Has(reader, 8) ? Instant(reader, 8) : null, Text(reader, 9)));
        }

        return sum;
    }

    private static long Sum(Reading row) => row.Id + (row.Patient?.Length ?? 0) + (row.Unit?.Length ?? 0) + (row.Note?.Length ?? 0) + (row.TakenAt?.UtcTicks ?? 0) + (row.Visits ?? 0);

    private static CsvDataReader Open(byte[] block, int blocks) => CsvDataReader.Create(
        new StreamReader(new RepeatedStream(block, blocks), Encoding.UTF8, false, 1 << 16),
        new CsvDataReaderOptions { Delimiter = '\t', HasHeaders = false, BufferSize = 1 << 16, Culture = CultureInfo.InvariantCulture });

    private static bool Has(CsvDataReader reader, int column) => !reader.GetFieldSpan(column).IsEmpty;

    private static string? Text(CsvDataReader reader, int column) => Has(reader, column) ? reader.GetString(column) : null;

    private static DateTimeOffset Instant(CsvDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);
}
