using System.Diagnostics;

namespace DssTyped.LocalBenchmarks;

/// <summary>What a piece of work cost.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of processor time, over all threads of the process.</param>
public readonly record struct Cost(double Wall, double Cpu)
{
    /// <summary>The cost of one after the other.</summary>
    public static Cost operator +(Cost first, Cost second) => new(first.Wall + second.Wall, first.Cpu + second.Cpu);

    /// <summary>The cost of one run.</summary>
    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work().ConfigureAwait(false);
        return new Cost(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    /// <summary>The best of several rounds for each contender; they take turns.</summary>
    public static async Task<Cost[]> BestAsync(int rounds, params Func<Task>[] contenders)
    {
        Cost[] best = [.. contenders.Select(_ => new Cost(double.MaxValue, double.MaxValue))];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                Cost cost = await OfAsync(contenders[i]).ConfigureAwait(false);
                best[i] = new Cost(Math.Min(best[i].Wall, cost.Wall), Math.Min(best[i].Cpu, cost.Cpu));
            }
        }

        return best;
    }
}
