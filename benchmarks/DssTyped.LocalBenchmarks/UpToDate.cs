using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>A large flow in which nothing has changed.</summary>
public static class UpToDate
{
    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int recipes)
    {
        using BenchFlow flow = TinyRecipes.Make(recipes, chain: false);
        string[] outputs = [.. Enumerable.Range(1, recipes).Select(TinyRecipes.NameOf)];
        LocalEngine first = flow.Open();
        await using (first.ConfigureAwait(false))
            await BenchFlow.BuildAsync(first, BuildMode.Recursive, outputs).ConfigureAwait(false);

        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            Cost cold = await Cost.OfAsync(() => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false);
            Cost warm = (await Cost.BestAsync(3, () => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false))[0];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {recipes} recipes up to date | s | CPU s |\n|---|---|---|\n| by a new engine | {cold.Wall:0.00} | {cold.Cpu:0.00} |\n| by the same one again | {warm.Wall:0.00} | {warm.Cpu:0.00} |"));
        }
    }
}
