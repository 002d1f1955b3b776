using System.Globalization;
using DssTyped.Local;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>Recipes run by the engine against DuckDB executing the same statements directly, taking turns; the best of several counts.</summary>
public static class Overhead
{
    private const int Rounds = 5;

    /// <summary>How the engine writes files: the direct statement is to do the same work.</summary>
    private const string CopyOptions = "FORMAT parquet, COMPRESSION lz4_raw, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false, USE_TMP_FILE false, DICTIONARY_SIZE_LIMIT 1024";

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int rows)
    {
        using BenchFlow flow = CommonRecipes.Flow(rows);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {rows} rows | engine s (CPU) | DuckDB alone s (CPU) | ratio | of CPU |\n|---|---|---|---|---|"));
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            foreach ((string recipe, string output) in CommonRecipes.Outputs)
            {
                string sql = await SqlOfAsync(engine, recipe, output).ConfigureAwait(false);
                string target = Path.Combine(flow.Folder, "direct.parquet");
                Cost[] costs = await Cost.BestAsync(
                    Rounds,
                    () => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output),
                    () =>
                    {
                        using DuckDBCommand command = connection.CreateCommand();
                        command.CommandText = $"COPY ({sql}) TO '{target}' ({CopyOptions})";
                        command.ExecuteNonQuery();
                        return Task.CompletedTask;
                    }).ConfigureAwait(false);
                await engine.ClearAsync(output).ConfigureAwait(false);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recipe} | {costs[0].Wall:0.000} ({costs[0].Cpu:0.000}) | {costs[1].Wall:0.000} ({costs[1].Cpu:0.000}) | {costs[0].Wall / costs[1].Wall:0.000} | {costs[0].Cpu / costs[1].Cpu:0.000} |"));
            }
        }
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
