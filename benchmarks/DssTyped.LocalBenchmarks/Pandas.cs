using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Recipes run by the engine, from file to file, against pandas doing the same in memory, where it is installed.</summary>
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
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {rows} rows | engine s, file to file (CPU) | pandas s, in memory (CPU) | ratio | of CPU |\n|---|---|---|---|---|"));
                foreach ((string recipe, string output) in CommonRecipes.Outputs.Where(recipe => pandas.ContainsKey(recipe.Recipe)))
                {
                    await BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output).ConfigureAwait(false);
                    Cost ours = (await Cost.BestAsync(Rounds, () => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output)).ConfigureAwait(false))[0];
                    Cost theirs = pandas[recipe];
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recipe} | {ours.Wall:0.00} ({ours.Cpu:0.00}) | {theirs.Wall:0.00} ({theirs.Cpu:0.00}) | {ours.Wall / theirs.Wall:0.00} | {ours.Cpu / theirs.Cpu:0.00} |"));
                }
            }
        }
        finally
        {
            File.Delete(csv);
        }
    }

    private static async Task<Dictionary<string, Cost>?> TimesOfPandasAsync(string csv)
    {
        var info = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "pandas_recipes.py"));
        info.ArgumentList.Add(csv);
        info.ArgumentList.Add(Rounds.ToString(CultureInfo.InvariantCulture));
        using Process python = Process.Start(info) ?? throw new InvalidOperationException("python3 could not be started.");
        Task<string> problem = python.StandardError.ReadToEndAsync();
        string answer = await python.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await python.WaitForExitAsync().ConfigureAwait(false);
        if (python.ExitCode != 0)
            return (await problem.ConfigureAwait(false)).Contains("No module named 'pandas'", StringComparison.Ordinal) ? null : throw new InvalidOperationException(await problem.ConfigureAwait(false));

        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.EnumerateObject().ToDictionary(item => item.Name, item => new Cost(item.Value[0].GetDouble(), item.Value[1].GetDouble()), StringComparer.Ordinal);
    }
}
