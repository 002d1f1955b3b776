using DssTyped.Local;
using DssTyped.Tests.Contract.Generated;

namespace DssTyped.Tests.Contract;

/// <summary>What a flow may expect of every engine; run once per engine. Each test starts with source data and nothing built.</summary>
public abstract partial class EngineContract
{
    protected static string SnapshotFile => Path.Combine(AppContext.BaseDirectory, ContractFlow.SnapshotFile);

    protected static string DataFolder => Path.Combine(AppContext.BaseDirectory, "Contract", "data");

    /// <summary>An engine whose project is <c>contract.dss.json</c>, with data in VISITS and CITIES and nothing else built.</summary>
    /// <param name="prepare">What to do with the engine that runs the recipes, which may be that of a server.</param>
    protected abstract Task<IFlowEngine> StartAsync(Action<LocalEngine> prepare);

    private async Task<(IFlowEngine Engine, ContractFlow Flow)> StartFlowAsync(HeldRecipe? held = null)
    {
        IFlowEngine engine = await StartAsync(local => held?.Register(local));
        return (engine, new ContractFlow(engine));
    }

    /// <summary>Counters of which two do not fit into one sum: what makes a recipe fail in mid-pipeline.</summary>
    private static Task WriteHugeCountersAsync(ContractFlow flow) =>
        flow.Datasets.Counters.WriteAsync(Counter.Rows(("A", long.MaxValue), ("A", 1), ("B", 2)));

    private static async Task<List<string>> RowsOf(Dataset dataset, params string[] columns)
    {
        await using RowReader reader = await dataset.OpenReaderAsync(columns);
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, columns.Length).Select(column => reader.IsNull(column) ? "" : reader.Columns[column].Type switch
            {
                "int" or "bigint" => FormattableString.Invariant($"{reader.GetInt64(column)}"),
                "double" => FormattableString.Invariant($"{reader.GetDouble(column)}"),
                _ => reader.GetString(column),
            })));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
