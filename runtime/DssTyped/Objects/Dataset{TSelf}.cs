
namespace DssTyped;

/// <summary>A dataset with its own type: what generated classes derive from.</summary>
/// <typeparam name="TSelf">The dataset's generated class.</typeparam>
public abstract class Dataset<TSelf> : Dataset
    where TSelf : Dataset<TSelf>
{
    /// <summary>Called by generated code.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="name">The dataset's name in DSS.</param>
    /// <param name="columns">The compiled schema: <c>name TAB type</c>, one column a line; tabs, line feeds and backslashes in names are escaped with a backslash.</param>
    protected Dataset(DssFlow flow, string name, string columns)
        : base(flow, name, columns)
    {
    }

    private TSelf Self => (TSelf)this;

    /// <summary>Builds the dataset and returns the proof that it was built (a DSS job with this one output).</summary>
    /// <param name="mode">What else is built; by default only this dataset.</param>
    /// <param name="options">Progress, partition and checks.</param>
    /// <param name="cancellationToken">Cancelling aborts the job.</param>
    /// <exception cref="DssBuildFailedException">The job ended without building the dataset.</exception>
    public async Task<Built<TSelf>> BuildAsync(BuildMode mode = BuildMode.NonRecursiveForced, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        JobResult result = await Flow.RunJobAsync([new JobOutput(this, options?.Partition)], mode, RunOptions.Failing(options), cancellationToken).ConfigureAwait(false);
        return new Built<TSelf>(Self, result.Id, options?.Partition);
    }

    /// <summary>Asks the engine whether the dataset has been built, by whomever, and returns the proof.</summary>
    /// <param name="partition">The partition to ask for; null for the whole dataset.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="DssNotBuiltException">The dataset does not exist on the engine or has no data.</exception>
    public async Task<Built<TSelf>> VerifyBuiltAsync(string? partition = null, CancellationToken cancellationToken = default)
    {
        DatasetState? state = await GetStateAsync(partition, cancellationToken).ConfigureAwait(false);
        return state is { IsBuilt: true } ? new Built<TSelf>(Self, state.LastJobId, partition) : throw new DssNotBuiltException(this, partition, exists: state is not null);
    }

    /// <summary>Reads rows whose cells are taken by column: <c>row[LabResults.Columns.Value]</c>. A row is valid until the next one is read.</summary>
    /// <param name="filter">Which rows; evaluated by the engine.</param>
    /// <param name="columns">The columns to fetch; null for all. Cells of other columns can't be read.</param>
    /// <param name="options">Limits and partitions.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public IAsyncEnumerable<Row<TSelf>> ReadAsync(
        Filter<TSelf>? filter = null,
        IReadOnlyList<Column<TSelf>>? columns = null,
        ReadOptions? options = null,
        CancellationToken cancellationToken = default) =>
        new RowSequence<Row<TSelf>, CellView<TSelf>>(cancellation => OpenAsync(columns, filter, options, cancellation), new CellView<TSelf>(this), cancellationToken);

    /// <summary>Reads rows as objects of a <see cref="DssRowAttribute{TDataset}"/> type; only its columns are fetched.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="filter">Which rows; evaluated by the engine.</param>
    /// <param name="options">Limits and partitions.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public IAsyncEnumerable<TRow> ReadAsync<TRow>(
        Filter<TSelf>? filter = null,
        ReadOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRow : IRow<TRow, TSelf> =>
        new RowSequence<TRow, ObjectView<TRow, TSelf>>(cancellation => OpenAsync(TRow.Columns, filter, options, cancellation), default, cancellationToken);

    /// <summary>Replaces the rows of a dataset that no recipe writes, from objects of a <see cref="DssRowAttribute{TDataset}"/> type.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="partition">The partition to write; null for an unpartitioned dataset.</param>
    /// <param name="cancellationToken">Cancels writing; earlier rows stay.</param>
    /// <exception cref="InvalidOperationException">A recipe writes the dataset, or a row type has a column the dataset lacks.</exception>
    public Task WriteAsync<TRow>(IAsyncEnumerable<TRow> rows, string? partition = null, CancellationToken cancellationToken = default)
        where TRow : IRow<TRow, TSelf> =>
        Flow.Engine.WriteAsync(new WriteRequest(Name, Schema, partition), new RowSource<TRow, TSelf>(rows), cancellationToken);

    private Task<RowReader> OpenAsync(IReadOnlyList<Column<TSelf>>? columns, Filter<TSelf>? filter, ReadOptions? options, CancellationToken cancellationToken) =>
        Flow.Engine.OpenReaderAsync(
            new ReadRequest(Name)
            {
                Columns = columns is null ? null : [.. columns.Select(column => column.Name)],
                Filter = filter?.Condition,
                Partitions = options?.Partitions ?? [],
                Limit = options?.Limit,
                CompiledSchema = Schema,
            },
            cancellationToken);
}
