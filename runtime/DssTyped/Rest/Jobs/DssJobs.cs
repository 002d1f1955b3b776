using System.Text.Json.Nodes;
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
    public async Task<IReadOnlyList<DssJobItem>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<JsonObject> jobs = await _http.ObjectsAsync(DssRequest.Get($"/projects/{_projectKey}/jobs/"), cancellationToken).ConfigureAwait(false);
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
            throw new ArgumentException("The job has no output, so there is nothing to build.", nameof(definition));
        return new DssJobStart(_http, _projectKey, definition).RunAsync(cancellationToken);
    }

    /// <summary>Starts a job for these datasets, or other objects named by id with their type.</summary>
    public Task<DssJob> StartAsync(BuildMode mode, IEnumerable<DssJobOutput> outputs, CancellationToken cancellationToken = default)
    {
        var definition = new DssJobDefinition(mode);
        foreach (DssJobOutput output in outputs)
            definition.Outputs.Add(output);
        return StartAsync(definition, cancellationToken);
    }
}
