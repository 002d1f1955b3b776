using System.Diagnostics;
using System.Globalization;
using DssTyped.Local;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>A recipe run by the engine against DuckDB executing the same statement directly, taking turns; the best of several counts.</summary>
public static class Overhead
{
    private const int Rounds = 5;

    /// <summary>Measures and prints.</summary>
    public static async Task RunAsync(int rows)
    {
        using var flow = new BenchFlow();
        const string Columns = "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string";
        flow.Dataset("facts", Columns).Dataset("copy", Columns).Dataset("grouped", "k:bigint a_avg:double b_max:double id_sum:bigint count:bigint")
            .Recipe("copy", "sync", "facts", "copy")
            .Recipe("group", "grouping", "facts", "grouped", """{"keys":[{"column":"k"}],"values":[{"column":"a","avg":true},{"column":"b","max":true},{"column":"id","sum":true}],"globalCount":true}""");
        FactFile.Write(Path.Combine(flow.Data, "facts.parquet"), rows);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            foreach ((string recipe, string output) in new[] { ("group", "grouped"), ("copy", "copy") })
            {
                JobResult first = await BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output).ConfigureAwait(false);
                string log = await (await engine.AttachJobAsync(first.Id).ConfigureAwait(false))!.GetLogAsync(recipe).ConfigureAwait(false);
                string sql = log.Split('\n').SkipWhile(line => !line.Contains("SQL for", StringComparison.Ordinal)).TakeWhile(line => !line.Contains("] Wrote", StringComparison.Ordinal))
                    .Aggregate((a, b) => a + "\n" + b);
                sql = sql[(sql.IndexOf("': ", StringComparison.Ordinal) + 3)..];
                (double ours, double theirs) = (double.MaxValue, double.MaxValue);
                using var connection = new DuckDBConnection("Data Source=:memory:");
                connection.Open();
                for (int round = 0; round < Rounds; round++)
                {
                    ours = Math.Min(ours, await TimeAsync(() => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output)).ConfigureAwait(false));
                    string target = Path.Combine(flow.Folder, "direct.parquet");
                    theirs = Math.Min(theirs, await TimeAsync(() =>
                    {
                        using DuckDBCommand command = connection.CreateCommand();
                        command.CommandText = $"COPY ({sql}) TO '{target}' (FORMAT parquet, COMPRESSION lz4_raw, WRITE_BLOOM_FILTER false)";
                        command.ExecuteNonQuery();
                        return Task.CompletedTask;
                    }).ConfigureAwait(false));
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"overhead, {recipe} of {rows} rows: engine {ours:0.000} s, DuckDB alone {theirs:0.000} s, ratio {ours / theirs:0.000}"));
            }
        }
    }

    internal static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work().ConfigureAwait(false);
        return watch.Elapsed.TotalSeconds;
    }
}
