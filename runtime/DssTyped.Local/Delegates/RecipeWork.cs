using DssTyped.Local.Delegates;

namespace DssTyped.Local;

/// <summary>What a delegate that stands for a recipe reads and writes. Rows are streamed: nothing is held in memory as a whole.</summary>
public sealed class RecipeWork
{
    private readonly DelegateRun _run;

    internal RecipeWork(DelegateRun run) => _run = run;

    /// <summary>The id of the partition that is built, in DSS's form (<c>2026-01-31|FR</c>); null if the outputs are built as a whole. Inputs give the rows that this partition depends on, and what is written becomes its rows.</summary>
    public string? Partition => _run.Partition;

    /// <summary>Reads an input as objects of a row type; only its columns are fetched.</summary>
    /// <typeparam name="TDataset">The input's generated class.</typeparam>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public IAsyncEnumerable<TRow> ReadAsync<TDataset, TRow>(Dataset<TDataset> input, CancellationToken cancellationToken = default)
        where TDataset : Dataset<TDataset>
        where TRow : IRow<TRow, TDataset>
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowSequence<TRow, ObjectView<TRow, TDataset>>(
            _ => OpenReaderAsync(input.Name, [.. TRow.Columns.Select(column => column.Name)]), default, cancellationToken);
    }

    /// <summary>Writes the rows of an output; they replace the earlier ones when the whole recipe has ended well.</summary>
    /// <typeparam name="TDataset">The output's generated class.</typeparam>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="output">The output.</param>
    /// <param name="rows">The rows.</param>
    public Task WriteAsync<TDataset, TRow>(Dataset<TDataset> output, IAsyncEnumerable<TRow> rows)
        where TDataset : Dataset<TDataset>
        where TRow : IRow<TRow, TDataset>
    {
        ArgumentNullException.ThrowIfNull(output);
        return WriteAsync(output.Name, new RowSource<TRow, TDataset>(rows));
    }

    /// <summary>Opens an input by name, for code that knows no types.</summary>
    /// <param name="input">The dataset's name.</param>
    /// <param name="columns">The columns to fetch; null for all.</param>
    public Task<RowReader> OpenReaderAsync(string input, IReadOnlyList<string>? columns = null) => _run.Open(input, columns);

    /// <summary>Writes an output by name, for code that knows no types.</summary>
    /// <param name="output">The dataset's name.</param>
    /// <param name="rows">The rows.</param>
    public Task WriteAsync(string output, IRowSource rows) => _run.Write(output, rows);
}
