using System.Globalization;
using DssTyped.Local;
using DssTyped.LocalBenchmarks.Flow;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DssTyped.LocalBenchmarks;

/// <summary>Rows read in the ways of the engine, and by the ADO.NET reader of DuckDB.NET, from the same files; beside them DuckDB's stream of such rows.</summary>
public static class RowsOut
{
    private const int Rounds = 5;

    private static readonly string[] Numbers = ["id", "k", "a", "b", "n", "flag", "at"];
    private static readonly string[] All = [.. Numbers, "s", "t", "u"];

    /// <summary>Measures and prints a table.</summary>
    public static async Task RunAsync(int rows)
    {
        using var folder = new BenchFlow();
        FactFile.Write(Path.Combine(folder.Data, "facts.parquet"), rows);
        LocalEngine engine = LocalEngine.Open(new LocalEngineOptions { SnapshotFile = Path.Combine(AppContext.BaseDirectory, RowsFlow.SnapshotFile), DataFolder = folder.Data, WorkspaceFolder = folder.Workspace });
        await using (engine.ConfigureAwait(false))
        {
            Facts facts = new RowsFlow(engine).Datasets.Facts;
            await Task.Delay(3000).ConfigureAwait(false);
            RowReader first = await facts.OpenReaderAsync().ConfigureAwait(false);
            await first.DisposeAsync().ConfigureAwait(false);
            string files = $"read_parquet('{Path.Combine(folder.Workspace, "data", "facts", "v-*", "*.parquet")}')";
            var results = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (string[] columns in new[] { Numbers, All })
            {
                bool texts = columns == All;
                string sql = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM {files}";
                List<(string Name, Func<Task> Run)> contenders =
                [
                    ("DuckDB's stream alone: chunks fetched and dropped", () => ScanAsync(sql)),
                    ("ADO.NET reader, streaming, typed getters", () => AdoAsync(sql, columns.Length, streaming: true)),
                    ("ADO.NET reader, buffered", () => AdoAsync(sql, columns.Length, streaming: false)),
                    ("`RowReader` by position", () => ByPositionAsync(facts, columns, utf8: false)),
                    ("`[DssRow]` record struct", () => texts ? ByTypeAsync(facts.ReadAsync<FactRow>()) : ByTypeAsync(facts.ReadAsync<NumberRow>())),
                    ("`row[Columns.X]`", () => ByColumnAsync(facts, texts, utf8: false)),
                ];
                if (texts)
                    contenders.AddRange([("`RowReader` by position, texts as UTF-8", () => ByPositionAsync(facts, columns, utf8: true)), ("`row[Columns.X]`, texts as UTF-8", () => ByColumnAsync(facts, texts, utf8: true))]);

                Cost[] costs = await Cost.BestAsync(Rounds, [.. contenders.Select(contender => contender.Run)]).ConfigureAwait(false);
                foreach (((string name, _), Cost cost) in contenders.Zip(costs))
                {
                    if (!results.TryGetValue(name, out List<string>? cells))
                        results[name] = cells = texts ? ["", "", ""] : [];

                    cells.AddRange([string.Create(CultureInfo.InvariantCulture, $"{rows / cost.Wall / 1e6:0.0}"), string.Create(CultureInfo.InvariantCulture, $"{costs[1].Wall / cost.Wall:0.00}"), string.Create(CultureInfo.InvariantCulture, $"{cost.Cpu / rows * 1e9:0}")]);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nRows out, {rows / 1e6:0.#} M rows of the same files:\n"));
            Console.WriteLine("| | 7 columns without texts, M rows/s | to ADO.NET | CPU ns a row | 10 columns, 3 of them texts, M rows/s | to ADO.NET | CPU ns a row |\n|---|---|---|---|---|---|---|");
            foreach ((string name, List<string> cells) in results)
                Console.WriteLine($"| {name} | {string.Join(" | ", cells)} |");
        }
    }

    // DuckDB without any reader.
    private static Task ScanAsync(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        DuckDBState prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out DuckDBPreparedStatement statement);
        using (statement)
        {
            if (prepared == DuckDBState.Error || NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out DuckDBResult result) == DuckDBState.Error)
                throw new InvalidOperationException("The scan could not be started.");

            for (bool more = true; more;)
            {
                using DuckDBDataChunk chunk = NativeMethods.Query.DuckDBFetchChunk(result);
                more = !chunk.IsInvalid;
            }

            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }

        return Task.CompletedTask;
    }

    private static Task AdoAsync(string sql, int columns, bool streaming)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.UseStreamingMode = streaming;
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        (long integers, double doubles, long characters) = (0, 0, 0);
        while (reader.Read())
        {
            integers += (reader.IsDBNull(0) ? 0 : reader.GetInt64(0)) + (reader.IsDBNull(1) ? 0 : reader.GetInt64(1)) + (reader.IsDBNull(4) ? 0 : reader.GetInt32(4))
                + (!reader.IsDBNull(5) && reader.GetBoolean(5) ? 1 : 0) + (reader.IsDBNull(6) ? 0 : reader.GetDateTime(6).Ticks);
            doubles += (reader.IsDBNull(2) ? 0 : reader.GetDouble(2)) + (reader.IsDBNull(3) ? 0 : reader.GetDouble(3));
            for (int i = 7; i < columns; i++)
                characters += reader.IsDBNull(i) ? 0 : reader.GetString(i).Length;
        }

        GC.KeepAlive((integers, doubles, characters));
        return Task.CompletedTask;
    }

    private static async Task ByPositionAsync(Facts facts, string[] columns, bool utf8)
    {
        RowReader reader = await facts.OpenReaderAsync(columns).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            (long integers, double doubles, long characters) = (0, 0, 0);
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                integers += (reader.NullableInt64(0) ?? 0) + (reader.NullableInt64(1) ?? 0) + (reader.NullableInt32(4) ?? 0)
                    + (reader.NullableBoolean(5) == true ? 1 : 0) + (reader.NullableInstant(6)?.UtcTicks ?? 0);
                doubles += (reader.NullableDouble(2) ?? 0) + (reader.NullableDouble(3) ?? 0);
                for (int i = 7; i < columns.Length; i++)
                    characters += utf8 ? reader.Utf8OrEmpty(i).Length : reader.NullableString(i)?.Length ?? 0;
            }

            GC.KeepAlive((integers, doubles, characters));
        }
    }

    private static async Task ByTypeAsync(IAsyncEnumerable<NumberRow> rows)
    {
        (long integers, double doubles) = (0, 0);
        await foreach (NumberRow row in rows.ConfigureAwait(false))
        {
            integers += (row.Id ?? 0) + (row.K ?? 0) + (row.N ?? 0) + (row.Flag == true ? 1 : 0) + (row.At?.UtcTicks ?? 0);
            doubles += (row.A ?? 0) + (row.B ?? 0);
        }

        GC.KeepAlive((integers, doubles));
    }

    private static async Task ByTypeAsync(IAsyncEnumerable<FactRow> rows)
    {
        (long integers, double doubles, long characters) = (0, 0, 0);
        await foreach (FactRow row in rows.ConfigureAwait(false))
        {
            integers += (row.Id ?? 0) + (row.K ?? 0) + (row.N ?? 0) + (row.Flag == true ? 1 : 0) + (row.At?.UtcTicks ?? 0);
            doubles += (row.A ?? 0) + (row.B ?? 0);
            characters += (row.S?.Length ?? 0) + (row.T?.Length ?? 0) + (row.U?.Length ?? 0);
        }

        GC.KeepAlive((integers, doubles, characters));
    }

    private static async Task ByColumnAsync(Facts facts, bool texts, bool utf8)
    {
        (long integers, double doubles, long characters) = (0, 0, 0);
        Column<Facts>[] columns = [Facts.Columns.Id, Facts.Columns.K, Facts.Columns.A, Facts.Columns.B, Facts.Columns.N, Facts.Columns.Flag, Facts.Columns.At];
        await foreach (Row<Facts> row in facts.ReadAsync(columns: texts ? null : columns).ConfigureAwait(false))
        {
            integers += (row[Facts.Columns.Id] ?? 0) + (row[Facts.Columns.K] ?? 0) + (row[Facts.Columns.N] ?? 0)
                + (row[Facts.Columns.Flag] == true ? 1 : 0) + (row[Facts.Columns.At]?.UtcTicks ?? 0);
            doubles += (row[Facts.Columns.A] ?? 0) + (row[Facts.Columns.B] ?? 0);
            if (utf8)
                characters += row.Utf8(Facts.Columns.S).Length + row.Utf8(Facts.Columns.T).Length + row.Utf8(Facts.Columns.U).Length;
            else if (texts)
                characters += (row[Facts.Columns.S]?.Length ?? 0) + (row[Facts.Columns.T]?.Length ?? 0) + (row[Facts.Columns.U]?.Length ?? 0);
        }

        GC.KeepAlive((integers, doubles, characters));
    }
}
