using System.Diagnostics;
using DssTyped.RestBenchmarks.Flow;

namespace DssTyped.RestBenchmarks;

/// <summary>A process of its own that reads all rows as typed records and prints rows, seconds, seconds of CPU, peak memory in kB and bytes allocated.</summary>
internal static class TypedClient
{
    /// <param name="url">The server.</param>
    /// <param name="project">What to read.</param>
    /// <param name="warmUp">What to read before the clock runs, so that a running program is measured; null for a program that has just started.</param>
    public static async Task RunAsync(string url, string project, string? warmUp)
    {
        if (warmUp is not null)
            await ReadAsync(url, warmUp).ConfigureAwait(false);
        (TimeSpan cpu, long allocated, var clock) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        long count = await ReadAsync(url, project).ConfigureAwait(false);

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"{count} {clock.Elapsed.TotalSeconds} {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds} {self.PeakWorkingSet64 / 1024} {GC.GetTotalAllocatedBytes() - allocated}"));
    }

    private static async Task<long> ReadAsync(string url, string project)
    {
        long count = 0;
        var engine = DssEngine.Connect(url, "none", project);
        await using (engine.ConfigureAwait(false))
        {
            await foreach (Reading row in new BenchFlow(engine).Datasets.Readings.ReadAsync<Reading>().ConfigureAwait(false))
                count += row.Id > 0 ? 1 : 0;
        }

        return count;
    }
}
