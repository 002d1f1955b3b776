using System.Text.Json.Nodes;

namespace DssTyped.TestServer.Data;

/// <summary>The jobs this server has started, newest last.</summary>
internal sealed class StartedJobs
{
    private readonly List<StartedJob> _jobs = [];

    public void Add(StartedJob job)
    {
        lock (_jobs)
            _jobs.Add(job);
    }

    public StartedJob? Find(string id)
    {
        lock (_jobs)
            return _jobs.Find(job => job.Id == id);
    }

    public IReadOnlyList<StartedJob> All()
    {
        lock (_jobs)
            return [.. _jobs];
    }
}

/// <summary>A job under the id DSS would give it.</summary>
/// <param name="Id">Id for clients.</param>
/// <param name="Job">The engine's job.</param>
/// <param name="Definition">What was asked for, as the job list shows it.</param>
internal sealed record StartedJob(string Id, IFlowJob Job, JsonObject Definition);
