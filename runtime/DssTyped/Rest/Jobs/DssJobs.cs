using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>The jobs of a project.</summary>
public sealed class DssJobs
{
    private readonly DssHttp _http;
    private readonly string _projectKey;

    internal DssJobs(DssHttp http, string projectKey)
    {
        _http = http;
        _projectKey = projectKey;
    }

    /// <summary>A handle on a job by its id: attaches to a job that somebody or an earlier run of this program started.</summary>
    public DssJob this[string jobId] => new(_http, _projectKey, jobId);

    /// <summary>The project's jobs, as far back as DSS keeps them.</summary>
    /// <param name="limit">No more than this many; null for all.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<IReadOnlyList<DssJobItem>> ListAsync(int? limit = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Get($"/projects/{_projectKey}/jobs/").Query("limit", limit?.ToString(CultureInfo.InvariantCulture));
        IReadOnlyList<JsonObject> jobs = await _http.ObjectsAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. jobs.Select(raw => new DssJobItem(raw))];
    }

    /// <summary>
    /// Starts a job. It is started at most once: when the answer is lost, the job list is searched for it instead of asking again.
    /// </summary>
    /// <param name="definition">What to build.</param>
    /// <param name="cancellationToken">Stops the start; a job that was started meanwhile is aborted.</param>
    /// <exception cref="DssJobStartUnknownException">The answer was lost and the job list does not tell clearly.</exception>
    public Task<DssJob> StartAsync(DssJobDefinition definition, CancellationToken cancellationToken = default)
    {
        if (definition.Outputs.Count == 0)
            throw NoOutput(nameof(definition));
        return StartAsync(JsonSerializer.SerializeToNode(definition, DssJsonContext.Default.DssJobDefinition)!.AsObject(), cancellationToken);
    }

    /// <summary>Starts a job from a definition as DSS writes it, for fields that <see cref="DssJobDefinition"/> does not have. It is sent as it is, and started at most once.</summary>
    /// <param name="definition"><c>{"type": ..., "outputs": [{"id", "type", "projectKey", "partition"}], ...}</c>.</param>
    /// <param name="cancellationToken">Stops the start; a job that was started meanwhile is aborted.</param>
    /// <exception cref="ArgumentException">It has no outputs, or one without an id.</exception>
    /// <exception cref="DssJobStartUnknownException">The answer was lost and the job list does not tell clearly.</exception>
    public Task<DssJob> StartAsync(JsonObject definition, CancellationToken cancellationToken = default)
    {
        DssJobOutput[] outputs = [.. definition.Children("outputs").Select(output => new DssJobOutput(output.Text("id") ?? throw new ArgumentException("An output of the job has no id.", nameof(definition)))
        {
            ProjectKey = output.Text("projectKey"), Partition = output.Text("partition"),
        })];
        if (outputs.Length == 0)
            throw NoOutput(nameof(definition));
        return new DssJobStart(_http, _projectKey, definition, outputs).RunAsync(cancellationToken);
    }

    /// <summary>Starts a job for these datasets, or other objects named by id with their type.</summary>
    public Task<DssJob> StartAsync(BuildMode mode, IEnumerable<DssJobOutput> outputs, CancellationToken cancellationToken = default)
    {
        var definition = new DssJobDefinition(mode);
        foreach (DssJobOutput output in outputs)
            definition.Outputs.Add(output);
        return StartAsync(definition, cancellationToken);
    }

    private static ArgumentException NoOutput(string parameter) => new("The job has no output, so there is nothing to build.", parameter);
}
