using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>A large flow in which nothing has changed.</summary>
public static class UpToDate
{
    /// <summary>Measures and prints.</summary>
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
            double cold = await Overhead.TimeAsync(() => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false);
            double warm = await Overhead.TimeAsync(() => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recipes} recipes up to date: {cold:0.00} s by a new engine, {warm:0.00} s by the same one again"));
        }
    }
}
