using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Planning;
using DssTyped.Local.Recipes;
using DssTyped.Local.Rows;
using DssTyped.Local.Sources;
using DssTyped.Local.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DssTyped.Local;

/// <summary>
/// Runs a flow on this machine, without DSS: recipes are executed exactly as DSS would, or refused by name before anything runs.
/// Results are kept in a workspace folder that any number of engines and processes may share.
/// </summary>
public sealed partial class LocalEngine : IFlowEngine
{
    private readonly EngineState _state;
    private readonly DatasetRows _rows;
    private readonly ILogger _logger;
    private readonly string _description;
    private readonly JobList _jobs = new();
    private readonly Lock _starting = new();
    private bool _disposed;

    private LocalEngine(EngineState state, ILogger logger, string description)
    {
        _state = state;
        _rows = new DatasetRows(state);
        _logger = logger;
        _description = description;
    }

    /// <inheritdoc/>
    public string Description => _description;

    /// <summary>The flow as the engine sees it.</summary>
    public Snapshot Snapshot => _state.Snapshot;

    /// <summary>Opens an engine on a snapshot. Nothing is read or computed yet but the snapshot itself.</summary>
    /// <exception cref="DssException">The snapshot is missing or malformed, or a pinned file does not exist.</exception>
    public static LocalEngine Open(LocalEngineOptions options) => Open(options, RecipeTranslators.For);

    /// <summary>Opens an engine that finds translators by a function, for tests of the engine alone.</summary>
    internal static LocalEngine Open(LocalEngineOptions options, Func<string, RecipeTranslator?> translators)
    {
        ArgumentNullException.ThrowIfNull(options);
        Snapshot snapshot = SnapshotFiles.Load(options);
        if (options.DataFolder is { } folder && !Directory.Exists(folder))
            throw new DssException($"The data folder '{Path.GetFullPath(folder)}' does not exist. Make it, or set LocalEngineOptions.DataFolder (--data) to the folder of your source files.");

        string workspace = Path.GetFullPath(options.WorkspaceFolder);
        int workers = Math.Max(1, options.Workers ?? Environment.ProcessorCount);
        long memory = options.MemoryLimit ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.6);
        var state = new EngineState(
            snapshot,
            options.DataFolder is null ? null : Path.GetFullPath(options.DataFolder),
            workspace,
            VariablesOf(snapshot, options),
            () => new DuckDbHost(memory, Environment.ProcessorCount, Path.Combine(workspace, "tmp")),
            workers,
            translators);
        var engine = new LocalEngine(state, (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("DssTyped.Local"), $"local engine on '{workspace}'");
        foreach ((string dataset, string file) in options.Pins)
            engine.Pin(dataset, file);

        return engine;
    }

    /// <summary>Lets a file stand for what a recipe would write to a dataset, or for a source's own files. A recipe whose needed outputs are all pinned does not run.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="file">A file (CSV with a header, <c>out-s0.csv.gz</c> as DSS writes it, JSON, Parquet, Excel), or a folder of such files.</param>
    /// <exception cref="DssException">There is no such dataset or file.</exception>
    public void Pin(string dataset, string file)
    {
        if (_state.Snapshot.FindDataset(dataset) is null)
            throw new DssException($"There is no dataset '{dataset}' to pin '{file}' to. Names are case-sensitive.");

        string path = Path.GetFullPath(file);
        string[] files = Directory.Exists(path)
            ? [.. FolderWalk.Files(path).Where(item => !Path.GetFileName(item).StartsWith('.'))]
            : File.Exists(path) ? [path] : [];
        if (files.Length == 0)
            throw new DssException($"The file '{path}' that is pinned to dataset '{dataset}' does not exist. Correct the path.");

        bool exported = files.All(item => Path.GetFileName(item).StartsWith("out-s", StringComparison.Ordinal));
        _state.Finder.Pin(dataset, new SourceFiles(exported ? SourceOrigin.Exported : SourceOrigin.User, files));
    }

    /// <inheritdoc/>
    public Task<DatasetSchema?> GetSchemaAsync(string dataset, CancellationToken cancellationToken = default)
    {
        if (_state.Snapshot.FindDataset(dataset) is not { } definition)
            return Task.FromResult<DatasetSchema?>(null);

        Schema schema = _state.Datasets.Find(definition.Name)?.Schema ?? definition.Schema;
        return Task.FromResult<DatasetSchema?>(new DatasetSchema(definition.Name, [.. schema.Select(column => new DatasetColumn(column.Name, column.TypeName))]));
    }

    /// <inheritdoc/>
    public Task<DatasetState?> GetDatasetStateAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default)
    {
        if (_state.Snapshot.FindDataset(dataset) is not { } definition)
            return Task.FromResult<DatasetState?>(null);

        Manifest? manifest = _state.Datasets.Find(definition.Name);
        EngineFacts facts = _state.Facts();
        if (facts.IsSource(definition) && _state.Sources.Find(definition) is { } content && manifest?.Fingerprint != content.Fingerprint)
            return Task.FromResult<DatasetState?>(new DatasetState(IsBuilt: true));
        if (manifest is null || (partition is not null && manifest.Partitions.All(built => built.Id != partition)))
            return Task.FromResult<DatasetState?>(new DatasetState(IsBuilt: false));

        long rows = partition is null ? manifest.Rows : manifest.Files.Where(file => file.Partition == partition).Sum(file => file.Rows);
        return Task.FromResult<DatasetState?>(new DatasetState(IsBuilt: true) { Rows = rows, LastBuilt = manifest.At, LastJobId = manifest.JobId });
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListPartitionsAsync(string dataset, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. _state.Datasets.Find(Definition(dataset).Name)?.Partitions.Select(partition => partition.Id) ?? []]);

    /// <inheritdoc/>
    public Task<RowReader> OpenReaderAsync(ReadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckOpen();
        return _rows.OpenAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A recipe writes the dataset, or its rows come from files.</exception>
    public Task<long> WriteAsync(WriteRequest request, IRowSource rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rows);
        CheckOpen();
        return _rows.WriteAsync(Definition(request.Dataset), request, rows, cancellationToken);
    }

    /// <inheritdoc/>
    public Task ClearAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default)
    {
        CheckOpen();
        return _rows.ClearAsync(Definition(dataset), partition, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BuildPlan> ExplainAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(PlanOf(request).ToBuildPlan());
    }

    /// <inheritdoc/>
    public Task<IFlowJob> StartJobAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        Plan plan = PlanOf(request);
        CheckSchemas(request, plan);
        if (plan.Steps.Any(step => step.Action == BuildPlanAction.Refuse))
            throw new DssRefusedException(plan.ToBuildPlan());

        // No job may start behind the back of a disposal, which aborts those that run.
        lock (_starting)
        {
            CheckOpen();
            LocalJob job = LocalJob.Start(_state, plan, request, _logger);
            _jobs.Add(job);
            return Task.FromResult<IFlowJob>(job);
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Jobs that run and the last ten that have ended are those that were started. Of earlier ones, and of those of other processes, the
    /// workspace keeps the result and the logs; their only event is how they ended.
    /// </remarks>
    public Task<IFlowJob?> AttachJobAsync(string jobId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (_jobs.Find(jobId) is { } job)
            return Task.FromResult<IFlowJob?>(job);

        return Task.FromResult<IFlowJob?>(JobJournal.Read(_state.Workspace, jobId) is { } result ? new JournaledJob(_state.Workspace, result) : null);
    }

    /// <summary>Aborts the jobs that run and frees DuckDB. Results stay in the workspace.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_starting)
        {
            if (_disposed)
                return;

            _disposed = true;
        }

        foreach (LocalJob job in _jobs.All)
        {
            await job.AbortAsync().ConfigureAwait(false);
            job.Dispose();
        }

        _state.Dispose();
    }

    private DatasetDefinition Definition(string dataset) =>
        _state.Snapshot.FindDataset(dataset) ?? throw new DssException($"The flow has no dataset '{dataset}'. Names are case-sensitive.");

    private Plan PlanOf(JobRequest request)
    {
        CheckOpen();
        return new Planner(_state.Graph, _state.Facts()).Plan(request);
    }

    private void CheckOpen() => ObjectDisposedException.ThrowIf(_disposed, this);

    private void CheckSchemas(JobRequest request, Plan plan)
    {
        if (request.SchemaCheck == SchemaCheck.Skip)
            return;

        var involved = plan.Steps.SelectMany(step => step.Outputs.Concat(_state.Graph.InputsOf(step.Recipe))).ToHashSet(StringComparer.Ordinal);
        string[] differences = [.. request.CompiledSchemas.Where(schema => involved.Contains(schema.Dataset)).SelectMany(compiled => SchemaDifferences.Between(compiled, _state.Snapshot.FindDataset(compiled.Dataset)?.Schema))];
        if (differences.Length == 0)
            return;
        if (request.SchemaCheck == SchemaCheck.Refuse)
            throw new DssSchemaMismatchException(differences);

        foreach (string difference in differences)
            LocalLog.SchemaDiffers(_logger, difference);
    }

    private static Dictionary<string, string> VariablesOf(Snapshot snapshot, LocalEngineOptions options)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (VariableDefinition variable in snapshot.Variables)
        {
            if (variable.Value is { } value)
                variables[variable.Name] = value.Kind is JsonKind.Object or JsonKind.Array ? value.ToString() : value.Text;
        }

        variables["projectKey"] = snapshot.Project.ProjectKey;
        foreach ((string name, string value) in options.Variables)
            variables[name] = value;

        return variables;
    }
}
