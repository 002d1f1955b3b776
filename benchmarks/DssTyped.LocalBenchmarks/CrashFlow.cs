using System.Globalization;
using DssTyped.Local;

namespace DssTyped.LocalBenchmarks;

/// <summary>The flow that crash tests build: every dataset has a known number of rows and a known sum, so that half of one shows.</summary>
public static class CrashFlow
{
    private const int Rows = 20_000;

    /// <summary>The datasets that recipes write.</summary>
    public static IReadOnlyList<string> Built { get; } = ["copy", "grouped", "sorted", "top"];

    /// <summary>The flow in a folder.</summary>
    public static BenchFlow In(string folder)
    {
        BenchFlow flow = new BenchFlow(folder)
            .Dataset("src", "id:bigint k:bigint name:string").Dataset("copy", "id:bigint k:bigint name:string")
            .Dataset("grouped", "k:bigint id_sum:bigint count:bigint").Dataset("sorted", "id:bigint k:bigint name:string").Dataset("top", "id:bigint k:bigint name:string")
            .Recipe("copy", "sync", "src", "copy")
            .Recipe("group", "grouping", "copy", "grouped", """{"keys":[{"column":"k"}],"values":[{"column":"id","sum":true}],"globalCount":true}""")
            .Recipe("sort", "sort", "copy", "sorted", """{"orders":[{"column":"id","desc":true}]}""")
            .Recipe("top", "sync", "sorted", "top");
        string source = Path.Combine(flow.Data, "src.csv");
        if (!File.Exists(source))
        {
            string temporary = source + ".part";
            File.WriteAllLines(temporary, Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i % 100},row {i}")).Prepend("id,k,name"));
            File.Move(temporary, source, overwrite: true);
        }

        return flow;
    }

    /// <summary>What is wrong with a dataset; null if it is whole, or was never built.</summary>
    public static async Task<string?> ProblemOfAsync(LocalEngine engine, string dataset)
    {
        if (await engine.GetDatasetStateAsync(dataset).ConfigureAwait(false) is not { IsBuilt: true })
            return null;

        RowReader reader = await engine.OpenReaderAsync(new ReadRequest(dataset)).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            (long rows, long sum) = (0, 0);
            int column = dataset == "grouped" ? 1 : 0;
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                rows++;
                sum += reader.GetInt64(column);
            }

            long expected = dataset == "grouped" ? 100 : Rows;
            const long Sum = (long)Rows * (Rows - 1) / 2;
            return rows == expected && sum == Sum ? null : string.Create(CultureInfo.InvariantCulture, $"'{dataset}' has {rows} rows and sum {sum}, not {expected} and {Sum}");
        }
    }
}
