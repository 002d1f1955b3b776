using System.Globalization;
using DssTyped.Local;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>
/// Recipes run by the engine against DuckDB executing the SELECT of the engine's log into the same kind of file, with DuckDB's own settings.
/// The engine waits until the result is on the disk; DuckDB's time is told without and with that wait.
/// </summary>
public static class Overhead
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(40);

    /// <summary>How the engine writes files: the direct statement is to do the same work.</summary>
    private const string CopyOptions = "FORMAT parquet, COMPRESSION lz4_raw, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false, USE_TMP_FILE false, DICTIONARY_SIZE_LIMIT 1024";

    /// <summary>Measures and prints a table.</summary>
    /// <param name="rows">The rows of the facts.</param>
    /// <param name="recipes">Which recipes; all if there are none.</param>
    public static async Task RunAsync(int rows, IReadOnlyCollection<string> recipes)
    {
        using BenchFlow flow = CommonRecipes.Flow(rows);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {rows} rows | pairs | engine s (CPU) | DuckDB alone s (CPU) | engine ms more | ratio of time | of CPU time | of time, both on the disk |\n|---|---|---|---|---|---|---|---|"));
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            foreach ((string recipe, string output) in CommonRecipes.Outputs.Where(item => recipes.Count == 0 || recipes.Contains(item.Recipe)))
            {
                string sql = await SqlOfAsync(engine, recipe, output).ConfigureAwait(false);
                string target = Path.Combine(flow.Folder, "direct.parquet");
                IReadOnlyList<(Cost Ours, (Cost Written, Cost OnDisk) Theirs)> pairs = await PairedRounds.RunAsync(
                    s_time,
                    () => Cost.OfAsync(() => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output)),
                    async () =>
                    {
                        Cost written = await Cost.OfAsync(() => Execute(connection, $"COPY ({sql}) TO '{target}' ({CopyOptions})")).ConfigureAwait(false);
                        return (written, written + await Cost.OfAsync(() => Flush(target)).ConfigureAwait(false));
                    }).ConfigureAwait(false);
                await engine.ClearAsync(output).ConfigureAwait(false);
                File.Delete(target);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {recipe} | {pairs.Count} | {Median(pair => pair.Ours.Wall):0.000} ({Median(pair => pair.Ours.Cpu):0.000}) | {Median(pair => pair.Theirs.Written.Wall):0.000} ({Median(pair => pair.Theirs.Written.Cpu):0.000}) | {Median(pair => pair.Ours.Wall - pair.Theirs.Written.Wall) * 1000:0} | {Estimate.Of(pairs.Select(pair => pair.Ours.Wall / pair.Theirs.Written.Wall))} | {Estimate.Of(pairs.Select(pair => pair.Ours.Cpu / pair.Theirs.Written.Cpu))} | {Estimate.Of(pairs.Select(pair => pair.Ours.Wall / pair.Theirs.OnDisk.Wall))} |"));

                double Median(Func<(Cost Ours, (Cost Written, Cost OnDisk) Theirs), double> what) => Estimate.Of(pairs.Select(what)).Median;
            }
        }
    }

    private static Task Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    private static Task Flush(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
        return Task.CompletedTask;
    }

    // The statement that the engine's log shows.
    private static async Task<string> SqlOfAsync(LocalEngine engine, string recipe, string output)
    {
        JobResult first = await BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output).ConfigureAwait(false);
        string log = await (await engine.AttachJobAsync(first.Id).ConfigureAwait(false))!.GetLogAsync(recipe).ConfigureAwait(false);
        string sql = log.Split('\n').SkipWhile(line => !line.Contains("SQL for", StringComparison.Ordinal)).TakeWhile(line => !line.Contains("] Wrote", StringComparison.Ordinal))
            .Aggregate((a, b) => a + "\n" + b);
        return sql[(sql.IndexOf("': ", StringComparison.Ordinal) + 3)..];
    }
}
