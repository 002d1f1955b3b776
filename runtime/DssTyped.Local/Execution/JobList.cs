namespace DssTyped.Local.Execution;

/// <summary>The jobs that an engine has started: those that run, and the last of those that have ended. Of earlier ones the workspace keeps the result and the logs.</summary>
internal sealed class JobList
{
    /// <summary>How many jobs that have ended are kept in memory, for whoever comes late and wants all events.</summary>
    public const int Ended = 10;

    private readonly Lock _gate = new();
    private readonly List<LocalJob> _jobs = [];

    /// <summary>All that are kept.</summary>
    public IReadOnlyList<LocalJob> All
    {
        get
        {
            lock (_gate)
                return [.. _jobs];
        }
    }

    /// <summary>Adds a job, and lets go of the oldest of those that have ended.</summary>
    public void Add(LocalJob job)
    {
        LocalJob[] dropped;
        lock (_gate)
        {
            _jobs.Add(job);
            LocalJob[] ended = [.. _jobs.Where(known => known.IsJournaled)];
            dropped = ended[..Math.Max(0, ended.Length - Ended)];
            _jobs.RemoveAll(dropped.Contains);
        }

        foreach (LocalJob old in dropped)
            old.Dispose();
    }

    /// <summary>A job that is kept; null if it is not.</summary>
    public LocalJob? Find(string id) => All.FirstOrDefault(job => job.Id == id);
}
