using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>Recipes on far more rows than fit into the memory they may use: how much the process holds at most.</summary>
public static class Memory
{
    private const long Limit = 1_000L << 20;

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(long rows)
    {
        using var flow = new BenchFlow();
        const string Columns = "id:bigint k:bigint a:double s:string";
        flow.Dataset("facts", Columns).Dataset("keys", "k:bigint label:string")
            .Dataset("grouped", "k:bigint a_avg:double id_sum:bigint count:bigint").Dataset("joined", "id:bigint k:bigint a:double s:string label:string").Dataset("sorted", Columns)
            .Recipe("group", "grouping", "facts", "grouped", """{"keys":[{"column":"k"}],"values":[{"column":"a","avg":true},{"column":"id","sum":true}],"globalCount":true}""")
            .Recipe("join", "join", "facts keys", "joined", """{"virtualInputs":[{"index":0},{"index":1}],"joins":[{"table1":0,"table2":1,"type":"LEFT","on":[{"column1":{"name":"k","table":0},"column2":{"name":"k","table":1},"type":"EQ"}]}],"selectedColumns":[{"name":"id","table":0},{"name":"k","table":0},{"name":"a","table":0},{"name":"s","table":0},{"name":"label","table":1}]}""")
            .Recipe("sort", "sort", "facts", "sorted", """{"orders":[{"column":"a","desc":true},{"column":"id"}]}""");
        FactFile.Write(Path.Combine(flow.Data, "facts.parquet"), $"SELECT range AS id, (hash(range) % {rows / 50})::BIGINT AS k, (hash(range + 1) % 10000000) / 7.0::DOUBLE AS a, 'name ' || (hash(range) % 100000) AS s FROM range({rows})");
        FactFile.Write(Path.Combine(flow.Data, "keys.parquet"), $"SELECT range AS k, 'label ' || range AS label FROM range({rows / 50})");
        LocalEngine engine = flow.Open(options => options with { MemoryLimit = Limit });
        await using (engine.ConfigureAwait(false))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n| {rows} rows of 4 columns, MemoryLimit {Limit >> 20} MiB | s | CPU ns a row | peak MiB of the process |\n|---|---|---|---|"));
            await Report("reading both sources", () => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, "grouped")).ConfigureAwait(false);
            foreach ((string recipe, string output) in new[] { ("group", "grouped"), ("join", "joined"), ("sort", "sorted") })
            {
                await Report(recipe, () => BenchFlow.BuildAsync(engine, BuildMode.NonRecursiveForced, output)).ConfigureAwait(false);
                await engine.ClearAsync(output).ConfigureAwait(false);
            }
        }

        async Task Report(string what, Func<Task> work)
        {
            using var peak = new PeakMemory();
            Cost cost = await Cost.OfAsync(work).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {cost.Wall:0.0} | {cost.Cpu / rows * 1e9:0} | {peak.Mebibytes:0} |"));
        }
    }
}
