using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Many recipes on next to no rows: what the engine itself costs per recipe.</summary>
public static class TinyRecipes
{
    /// <summary>Measures and prints.</summary>
    public static async Task RunAsync(int recipes)
    {
        foreach (bool chain in new[] { true, false })
        {
            using BenchFlow flow = Make(recipes, chain);
            LocalEngine engine = flow.Open();
            await using (engine.ConfigureAwait(false))
            {
                string[] outputs = [.. Enumerable.Range(1, recipes).Select(NameOf).Where(name => engine.Snapshot.Recipes.All(recipe => recipe.Inputs.All(input => input.Ref != name)))];
                await BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, NameOf(1)).ConfigureAwait(false);
                double seconds = await Overhead.TimeAsync(() => BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, outputs)).ConfigureAwait(false);
                double again = await Overhead.TimeAsync(() => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recipes} recipes of 100 rows in a {(chain ? "chain" : "random graph")}: {seconds * 1000 / recipes:0.00} ms each; nothing to do: {again * 1000 / recipes:0.000} ms each"));
            }
        }
    }

    internal static BenchFlow Make(int recipes, bool chain)
    {
        var random = new Random(7);
        var flow = new BenchFlow();
        flow.Dataset(NameOf(0), "id:bigint name:string");
        File.WriteAllLines(Path.Combine(flow.Data, NameOf(0) + ".csv"), Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},row {i}")).Prepend("id,name"));
        for (int i = 1; i <= recipes; i++)
        {
            flow.Dataset(NameOf(i), "id:bigint name:string");
            flow.Recipe($"r{i}", "sync", NameOf(chain ? i - 1 : random.Next(0, i)), NameOf(i));
        }

        return flow;
    }

    internal static string NameOf(int index) => "d" + index.ToString(CultureInfo.InvariantCulture);
}
