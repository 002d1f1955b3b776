using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Builds the crash flow again and again until it is killed.</summary>
public static class CrashChild
{
    /// <summary>Never ends by itself.</summary>
    public static async Task RunAsync(string folder)
    {
        LocalEngine engine = CrashFlow.In(folder).Open();
        Console.WriteLine("ready");
        while (true)
        {
            await BenchFlow.BuildAsync(engine, BuildMode.RecursiveForced, "grouped", "top").ConfigureAwait(false);
            Console.WriteLine("built");
        }
    }
}
