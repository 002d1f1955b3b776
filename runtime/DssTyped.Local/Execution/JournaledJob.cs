using System.Runtime.CompilerServices;

namespace DssTyped.Local.Execution;

/// <summary>A job of another process, or of an earlier one: what the workspace keeps of it. Of its events only the end is told.</summary>
internal sealed class JournaledJob(string workspace, JobResult result) : IFlowJob
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public string Id => result.Id;

    public Task<JobResult> GetStatusAsync(CancellationToken cancellationToken = default) => Task.FromResult(JobJournal.Read(workspace, Id) ?? result);

    public async Task<JobResult> WaitAsync(IProgress<BuildEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        JobResult now = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        while (now.Ended is null)
        {
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            now = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        }

        progress?.Report(Ended(now));
        return now;
    }

    public async IAsyncEnumerable<BuildEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return Ended(await WaitAsync(null, cancellationToken).ConfigureAwait(false));
    }

    public async Task<string> GetLogAsync(string? activity = null, CancellationToken cancellationToken = default)
    {
        if (activity is not null)
            return JobJournal.ReadLog(workspace, Id, activity);

        JobResult now = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return string.Concat(now.Activities.Select(item => $"== {item.Recipe} ({item.RecipeType}) ==\n{JobJournal.ReadLog(workspace, Id, item.Recipe)}"));
    }

    public Task AbortAsync(CancellationToken cancellationToken = default) =>
        result.Ended is not null ? Task.CompletedTask : throw new DssException($"Job {Id} runs in another process; only that process can abort it.");

    private static BuildEvent Ended(JobResult job) => new(BuildEventKind.JobEnded, job.Id, job.Ended ?? DateTimeOffset.UtcNow) { JobState = job.State, Message = $"Job {job.Id} ended: {job.State}." };
}
