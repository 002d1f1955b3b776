namespace DssTyped;

/// <summary>A dataset of a flow, by name. Generated code has a typed class per dataset; see <see cref="Dataset{TSelf}"/>.</summary>
public abstract class Dataset : FlowObject
{
    private readonly string _columns;
    private DatasetSchema? _schema;

    private protected Dataset(DssFlow flow, string name, string columns)
        : base(flow, FlowObjectType.Dataset, name, name) => _columns = columns;

    /// <summary>The schema the program was compiled against.</summary>
    public DatasetSchema Schema => _schema ??= DatasetSchema.Parse(Name, _columns);

    /// <summary>When it may be rebuilt.</summary>
    public RebuildBehavior RebuildBehavior { get; protected init; }

    /// <summary>The names of the partitioning dimensions, in order; empty if it is not partitioned.</summary>
    public IReadOnlyList<string> PartitionDimensions { get; protected init; } = [];

    /// <summary>The schema the engine has now; null if the dataset does not exist there.</summary>
    public Task<DatasetSchema?> GetLiveSchemaAsync(CancellationToken cancellationToken = default) => Flow.Engine.GetSchemaAsync(Name, cancellationToken);

    /// <summary>Whether the dataset exists on the engine: on DSS in the project, locally in the snapshot. It need not be built.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        await Flow.Engine.GetDatasetStateAsync(Name, partition: null, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>What the engine knows about the dataset's data; null if the dataset does not exist there.</summary>
    /// <param name="partition">A partition id; null for the whole dataset.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<DatasetState?> GetStateAsync(string? partition = null, CancellationToken cancellationToken = default) =>
        Flow.Engine.GetDatasetStateAsync(Name, partition, cancellationToken);

    /// <summary>The ids of the partitions that have data.</summary>
    public Task<IReadOnlyList<string>> ListPartitionsAsync(CancellationToken cancellationToken = default) =>
        Flow.Engine.ListPartitionsAsync(Name, cancellationToken);

    /// <summary>Removes the data, not the dataset.</summary>
    /// <param name="partition">A partition id; null for all data.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task ClearAsync(string? partition = null, CancellationToken cancellationToken = default) =>
        Flow.Engine.ClearAsync(Name, partition, cancellationToken);

    /// <summary>Opens the rows for reading by position, the fastest way; dispose the reader when done.</summary>
    /// <param name="columns">The columns to fetch, in this order; null for all.</param>
    /// <param name="options">Limits and partitions.</param>
    /// <param name="cancellationToken">Cancels opening and reading.</param>
    public Task<RowReader> OpenReaderAsync(IReadOnlyList<string>? columns = null, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        Flow.Engine.OpenReaderAsync(new ReadRequest(Name) { Columns = columns, Partitions = options?.Partitions ?? [], Limit = options?.Limit }, cancellationToken);

    /// <summary>Counts the rows.</summary>
    public async Task<long> CountRowsAsync(CancellationToken cancellationToken = default)
    {
        if (await GetStateAsync(partition: null, cancellationToken).ConfigureAwait(false) is { Rows: { } known })
            return known;

        // DSS keeps no count unless metrics are computed: one narrow column is read instead.
        RowReader reader = await OpenReaderAsync(Schema.Columns.Count > 0 ? [Schema.Columns[0].Name] : null, null, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            long rows = 0;
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows++;

            return rows;
        }
    }
}
