using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Recipes run by the engine, from file to file, against pandas doing the same, where it is installed.</summary>
public static class Pandas
{
    private const int Rounds = 3;

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int rows)
    {
        string csv = Path.GetTempFileName();
        try
        {
            using BenchFlow flow = CommonRecipes.Flow(rows);
            FactFile.WriteCsv(csv, Path.Combine(flow.Data, "facts.parquet"));
            if (await TimesOfPandasAsync(csv).ConfigureAwait(false) is not { } pandas)
            {
                Console.WriteLine("pandas is not installed for python3: no comparison.");
                return;
            }

            LocalEngine engine = flow.Open();
            await using (engine.ConfigureAwait(false))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {rows} rows | engine s, Parquet to Parquet (CPU) | pandas s, pickle to pickle (CPU) | ratio | of CPU | pandas s in memory (CPU) |\n|---|---|---|---|---|---|"));
                foreach ((string recipe, string output) in CommonRecipes.Outputs.Where(recipe => pandas.ContainsKey(recipe.Recipe)))
                {
                    await BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output).ConfigureAwait(false);
                    Cost ours = (await Cost.BestAsync(Rounds, () => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output)).ConfigureAwait(false))[0];
                    (Cost theirs, Cost inMemory) = pandas[recipe];
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recipe} | {ours.Wall:0.00} ({ours.Cpu:0.00}) | {theirs.Wall:0.00} ({theirs.Cpu:0.00}) | {ours.Wall / theirs.Wall:0.00} | {ours.Cpu / theirs.Cpu:0.00} | {inMemory.Wall:0.00} ({inMemory.Cpu:0.00}) |"));
                }
            }
        }
        finally
        {
            File.Delete(csv);
        }
    }

    // The system's own Python often has the packages that the first one on the path lacks.
    private static async Task<Dictionary<string, (Cost Files, Cost InMemory)>?> TimesOfPandasAsync(string csv) =>
        await TimesOfPandasAsync("python3", csv).ConfigureAwait(false) ?? await TimesOfPandasAsync("/usr/bin/python3", csv).ConfigureAwait(false);

    private static async Task<Dictionary<string, (Cost Files, Cost InMemory)>?> TimesOfPandasAsync(string program, string csv)
    {
        var info = new ProcessStartInfo(program, [Path.Combine(AppContext.BaseDirectory, "pandas_recipes.py"), csv, Rounds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process python = Process.Start(info)!;
            Task<string> problem = python.StandardError.ReadToEndAsync();
            string answer = await python.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
            await python.WaitForExitAsync().ConfigureAwait(false);
            if (python.ExitCode != 0)
                return (await problem.ConfigureAwait(false)).Contains("No module named 'pandas'", StringComparison.Ordinal) ? null : throw new InvalidOperationException(await problem.ConfigureAwait(false));

            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => (CostAt(item.Value, 0), CostAt(item.Value, 2)), StringComparer.Ordinal);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static Cost CostAt(JsonElement numbers, int index) => new(numbers[index].GetDouble(), numbers[index + 1].GetDouble());
}
