using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Many recipes on next to no rows: what the engine itself costs per recipe.</summary>
public static class TinyRecipes
{
    private const int Rounds = 3;

    // Disks may be slower after much was removed from them, as each run does at its end.
    private const int Runs = 3;

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int recipes)
    {
        string temporary = Path.GetTempPath();
        Console.WriteLine($"\n| recipes of 100 rows, {new DriveInfo(temporary).DriveFormat} | run | first build ms each (CPU) | rebuilt ms each: best (CPU), slowest | nothing to do ms each (CPU) |\n|---|---|---|---|---|");
        for (int run = 1; run <= Runs; run++)
        {
            await RunAsync(recipes, chain: true, run).ConfigureAwait(false);
            await RunAsync(recipes, chain: false, run).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(int recipes, bool chain, int run)
    {
        using BenchFlow flow = Make(recipes, chain);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            string[] outputs = [.. Enumerable.Range(1, recipes).Select(NameOf).Where(name => engine.Snapshot.Recipes.All(recipe => recipe.Inputs.All(input => input.Ref != name)))];
            Cost first = await Cost.OfAsync(() => BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, outputs)).ConfigureAwait(false);
            var rebuilt = new List<Cost>();
            var unchanged = new List<Cost>();
            for (int round = 0; round < Rounds; round++)
            {
                rebuilt.Add(await Cost.OfAsync(() => BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, outputs)).ConfigureAwait(false));
                unchanged.Add(await Cost.OfAsync(() => BenchFlow.BuildAsync(engine, BuildMode.Recursive, outputs)).ConfigureAwait(false));
            }

            string Each(Cost cost) => string.Create(CultureInfo.InvariantCulture, $"{cost.Wall * 1000 / recipes:0.00} ({cost.Cpu * 1000 / recipes:0.00})");
            Cost slowest = rebuilt.MaxBy(cost => cost.Wall)!;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {recipes} in a {(chain ? "chain" : "random graph")} | {run} | {Each(first)} | {Each(rebuilt.MinBy(cost => cost.Wall)!)}, {slowest.Wall * 1000 / recipes:0.00} | {Each(unchanged.MinBy(cost => cost.Wall)!)} |"));
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
