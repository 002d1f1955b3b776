using System.Diagnostics;
using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>How long a job takes to end once it is aborted, at several moments of recipes that run for long.</summary>
public static class Abort
{
    private static readonly int[] Moments = [50, 500, 1500, 3000];

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int rows)
    {
        using var flow = new BenchFlow();
        const string Columns = "id:bigint k:bigint a:double b:double s:string t:string n:int flag:boolean at:date u:string";
        flow.Dataset("facts", Columns).Dataset("copy", Columns).Dataset("sorted", Columns).Dataset("prepared", Columns)
            .Recipe("copy", "sync", "facts", "copy")
            .Recipe("sort", "sort", "facts", "sorted", """{"orders":[{"column":"s"},{"column":"a","desc":true}]}""")
            .Recipe("prepare", "shaker", "facts", "prepared", """{"steps":[{"type":"FilterOnValue","params":{"appliesTo":"SINGLE_COLUMN","columns":["s"],"values":["nothing"],"matchingMode":"FULL_STRING","normalizationMode":"EXACT","action":"REMOVE_ROW"}}]}""");
        FactFile.Write(Path.Combine(flow.Data, "facts.parquet"), rows);
        LocalEngine engine = flow.Open();
        await using (engine.ConfigureAwait(false))
        {
            RowReader first = await engine.OpenReaderAsync(new ReadRequest("facts")).ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| abort of a job over {rows} rows after | {string.Join(" | ", Moments.Select(moment => moment.ToString(CultureInfo.InvariantCulture) + " ms"))} |\n|---|{string.Concat(Moments.Select(_ => "---|"))}"));
            foreach ((string recipe, string output) in new[] { ("sync", "copy"), ("sort", "sorted"), ("prepare", "prepared") })
                Console.WriteLine($"| {recipe} | {string.Join(" | ", await Latencies(engine, output).ConfigureAwait(false))} |");
        }
    }

    private static async Task<List<string>> Latencies(LocalEngine engine, string output)
    {
        var latencies = new List<string>();
        foreach (int moment in Moments)
        {
            IFlowJob job = await engine.StartJobAsync(new JobRequest([new JobOutput(FlowObjectType.Dataset, output)], BuildMode.NonRecursiveForced)).ConfigureAwait(false);
            await Task.Delay(moment).ConfigureAwait(false);
            var watch = Stopwatch.StartNew();
            await job.AbortAsync().ConfigureAwait(false);
            JobResult result = await job.WaitAsync().ConfigureAwait(false);
            latencies.Add(result.State == JobState.Aborted ? string.Create(CultureInfo.InvariantCulture, $"{watch.ElapsedMilliseconds} ms") : $"had ended ({result.State})");
        }

        return latencies;
    }
}
