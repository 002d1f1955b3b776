namespace DssTyped;

/// <summary>
/// The one seam between a typed flow and what executes it: the embedded engine, or a DSS server. All members may be called
/// at once from many threads.
/// </summary>
public interface IFlowEngine : IAsyncDisposable
{
    /// <summary>What and where it is, for people and logs: never a secret.</summary>
    string Description { get; }

    /// <summary>The schema of a dataset as it is now; null if there is no such dataset.</summary>
    Task<DatasetSchema?> GetSchemaAsync(string dataset, CancellationToken cancellationToken = default);

    /// <summary>What is known of a dataset's data; null if there is no such dataset.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="partition">A partition id; null for the whole dataset.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task<DatasetState?> GetDatasetStateAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default);

    /// <summary>The ids of a dataset's partitions that have data.</summary>
    Task<IReadOnlyList<string>> ListPartitionsAsync(string dataset, CancellationToken cancellationToken = default);

    /// <summary>Opens a dataset for reading.</summary>
    /// <exception cref="DssNotBuiltException">The dataset has no data.</exception>
    Task<RowReader> OpenReaderAsync(ReadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces the rows of a dataset that no recipe writes; earlier rows stay if anything fails.</summary>
    /// <returns>The number of rows written.</returns>
    Task<long> WriteAsync(WriteRequest request, IRowSource rows, CancellationToken cancellationToken = default);

    /// <summary>Removes a dataset's data, or one partition's.</summary>
    Task ClearAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default);

    /// <summary>Says what a job would do, without doing it.</summary>
    Task<BuildPlan> ExplainAsync(JobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Starts a job and returns at once.</summary>
    /// <exception cref="DssRefusedException">A recipe of the job can't run on this engine; nothing was started.</exception>
    /// <exception cref="DssSchemaMismatchException">Live and compiled schemas differ and the request says to refuse; nothing was started.</exception>
    Task<IFlowJob> StartJobAsync(JobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes hold of a job that was started before, by its id; null if the engine does not know it.</summary>
    Task<IFlowJob?> AttachJobAsync(string jobId, CancellationToken cancellationToken = default);
}
