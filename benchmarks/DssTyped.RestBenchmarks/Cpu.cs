namespace DssTyped.RestBenchmarks;

/// <summary>CPU time, which other processes disturb less than the clock on the wall.</summary>
internal static class Cpu
{
    public static async Task<(double Seconds, long Result)> OfAsync(Func<Task<long>> work)
    {
        GC.Collect();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long result = await work().ConfigureAwait(false);
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, result);
    }
}
