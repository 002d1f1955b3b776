using System.Globalization;
using DssTyped.Local;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>Rows read through the engine's reader against the ADO.NET reader of DuckDB, on the same files.</summary>
public static class RowsOut
{
    private const int Rounds = 3;

    /// <summary>Measures and prints.</summary>
    public static async Task RunAsync(int rows)
    {
        using var flow = new BenchFlow();
        flow.Dataset("facts", "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string");
        Facts.Write(Path.Combine(flow.Data, "facts.parquet"), rows);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            foreach ((string name, string[] columns) in new[] { ("without strings", new[] { "id", "k", "a", "b", "n", "flag", "at" }), ("with 3 strings", ["id", "k", "a", "b", "n", "flag", "at", "s", "t", "u"]) })
            {
                (double ours, double theirs) = (double.MaxValue, double.MaxValue);
                (double oursCpu, double theirsCpu) = (double.MaxValue, double.MaxValue);
                for (int round = 0; round < Rounds; round++)
                {
                    (ours, oursCpu) = await BestAsync(ours, oursCpu, () => OursAsync(engine, columns)).ConfigureAwait(false);
                    (theirs, theirsCpu) = await BestAsync(theirs, theirsCpu, () => TheirsAsync(flow, columns)).ConfigureAwait(false);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows out {name}, {rows} rows: engine {rows / ours / 1e6:0.00} M rows/s ({oursCpu / rows * 1e9:0} ns CPU a row), ADO reader {rows / theirs / 1e6:0.00} M rows/s ({theirsCpu / rows * 1e9:0} ns), ratio {theirs / ours:0.00} (CPU {theirsCpu / oursCpu:0.00})"));
            }
        }
    }

    private static async Task<(double Wall, double Cpu)> BestAsync(double wall, double cpu, Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double seconds = await Overhead.TimeAsync(work).ConfigureAwait(false);
        return (Math.Min(wall, seconds), Math.Min(cpu, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
    }

    private static async Task OursAsync(LocalEngine engine, string[] columns)
    {
        RowReader reader = await engine.OpenReaderAsync(new ReadRequest("facts") { Columns = columns }).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            (long integers, double doubles, long characters) = (0, 0, 0);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                integers += reader.NullableInt64(0) ?? 0;
                integers += reader.NullableInt64(1) ?? 0;
                doubles += reader.NullableDouble(2) ?? 0;
                doubles += reader.NullableDouble(3) ?? 0;
                integers += reader.NullableInt32(4) ?? 0;
                integers += reader.NullableBoolean(5) == true ? 1 : 0;
                integers += reader.NullableInstant(6)?.UtcTicks ?? 0;
                for (int i = 7; i < columns.Length; i++)
                    characters += reader.NullableString(i)?.Length ?? 0;
            }

            GC.KeepAlive((integers, doubles, characters));
        }
    }

    private static Task TheirsAsync(BenchFlow flow, string[] columns)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM read_parquet('{Path.Combine(flow.Workspace, "data", "facts", "v-*", "*.parquet")}')";
        using DuckDBDataReader reader = command.ExecuteReader();
        (long integers, double doubles, long characters) = (0, 0, 0);
        while (reader.Read())
        {
            integers += reader.IsDBNull(0) ? 0 : reader.GetInt64(0);
            integers += reader.IsDBNull(1) ? 0 : reader.GetInt64(1);
            doubles += reader.IsDBNull(2) ? 0 : reader.GetDouble(2);
            doubles += reader.IsDBNull(3) ? 0 : reader.GetDouble(3);
            integers += reader.IsDBNull(4) ? 0 : reader.GetInt32(4);
            integers += !reader.IsDBNull(5) && reader.GetBoolean(5) ? 1 : 0;
            integers += reader.IsDBNull(6) ? 0 : reader.GetDateTime(6).Ticks;
            for (int i = 7; i < columns.Length; i++)
                characters += reader.IsDBNull(i) ? 0 : reader.GetString(i).Length;
        }

        GC.KeepAlive((integers, doubles, characters));
        return Task.CompletedTask;
    }
}
