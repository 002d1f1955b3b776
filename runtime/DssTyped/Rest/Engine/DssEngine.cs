using DssTyped.Rest;
using DssTyped.Rest.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DssTyped;

/// <summary>Runs typed flows on a DSS server through its public REST API. Bound to one project; safe for use from several threads.</summary>
public sealed class DssEngine : IFlowEngine
{
    private readonly DssHttp _http;

    /// <summary>Makes an engine with connections of its own.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are incomplete or contradict each other.</exception>
    public DssEngine(DssEngineOptions options, ILogger<DssEngine>? logger = null)
        : this(DssHttp.Create(options, (ILogger?)logger ?? NullLogger.Instance))
    {
    }

    internal DssEngine(DssHttp http)
    {
        _http = http;
        Client = new DssClient(http);
        Project = Client.Project(http.Options.ProjectKey ?? throw new ArgumentException("DssEngineOptions.ProjectKey is missing; give the key of the project the flow belongs to."));
    }

    /// <summary>The whole API of the server, for what a typed flow does not cover.</summary>
    public DssClient Client { get; }

    /// <summary>The project the engine works on.</summary>
    public DssProject Project { get; }

    /// <inheritdoc/>
    public string Description => $"DSS project {Project.Key} at {_http.Options.Url!.GetLeftPart(UriPartial.Authority)}";

    /// <summary>An engine for one project of a server, with the default options.</summary>
    /// <param name="url">Address of the server, as in the browser.</param>
    /// <param name="key">API key.</param>
    /// <param name="projectKey">Key of the project.</param>
    public static DssEngine Connect(string url, DssApiKey key, string projectKey) =>
        new(new DssEngineOptions { Url = new Uri(url, UriKind.Absolute), ApiKey = key, ProjectKey = projectKey });

    /// <inheritdoc/>
    public async Task<DatasetSchema?> GetSchemaAsync(string dataset, CancellationToken cancellationToken = default)
    {
        try
        {
            return Schemas.Of(dataset, await Dataset(dataset).GetSchemaAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (DssNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<DatasetState?> GetDatasetStateAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default) =>
        EngineDatasetState.GetAsync(Dataset(dataset), partition, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListPartitionsAsync(string dataset, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> partitions = await Dataset(dataset).ListPartitionsAsync(cancellationToken).ConfigureAwait(false);
        // DSS lists a dataset without partitions as having one of this name.
        return [.. partitions.Where(partition => partition != "NP")];
    }

    /// <inheritdoc/>
    public Task<RowReader> OpenReaderAsync(ReadRequest request, CancellationToken cancellationToken = default) =>
        EngineReader.OpenAsync(_http, Dataset(request.Dataset), request, cancellationToken);

    /// <inheritdoc/>
    public Task<long> WriteAsync(WriteRequest request, IRowSource rows, CancellationToken cancellationToken = default) =>
        EngineWriter.WriteAsync(Project, request, rows, cancellationToken);

    /// <inheritdoc/>
    public Task ClearAsync(string dataset, string? partition = null, CancellationToken cancellationToken = default) =>
        Dataset(dataset).ClearAsync(partition is null ? null : [partition], cancellationToken);

    /// <inheritdoc/>
    public async Task<BuildPlan> ExplainAsync(JobRequest request, CancellationToken cancellationToken = default) =>
        EnginePlan.Of(await Project.Flow.GetGraphAsync(cancellationToken).ConfigureAwait(false), request);

    /// <inheritdoc/>
    /// <exception cref="DssJobStartUnknownException">The answer to the start was lost and the job list does not tell clearly.</exception>
    public async Task<IFlowJob> StartJobAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        await SchemaPreflight.CheckAsync(_http, Project, request, cancellationToken).ConfigureAwait(false);
        var definition = new DssJobDefinition(request.Mode) { AutoUpdateSchemaBeforeEachRecipeRun = request.AutoUpdateSchemas };
        foreach (JobOutput output in request.Outputs)
        {
            (string? projectKey, string id) = Split(output.Id);
            definition.Outputs.Add(new DssJobOutput(id) { Type = FlowObjectTypes.NameOf(output.ObjectType), ProjectKey = projectKey, Partition = output.Partition });
        }

        return new EngineJob(await Project.Jobs.StartAsync(definition, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<IFlowJob?> AttachJobAsync(string jobId, CancellationToken cancellationToken = default)
    {
        DssJob job = Project.Jobs[jobId];
        try
        {
            await job.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new EngineJob(job);
        }
        catch (DssNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Datasets of other projects are named <c>PROJECT.name</c>.</summary>
    internal static (string? ProjectKey, string Id) Split(string name) => name.Split('.', 2) is [var projectKey, var id] ? (projectKey, id) : (null, name);

    private DssDatasetHandle Dataset(string name)
    {
        (string? projectKey, string id) = Split(name);
        return projectKey is null ? Project.Datasets[id] : Client.Project(projectKey).Datasets[id];
    }
}
