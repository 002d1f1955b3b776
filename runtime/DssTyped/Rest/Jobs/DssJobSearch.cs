using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Looks in the job list for the job that came of a start whose answer was lost.</summary>
internal sealed class DssJobSearch(DssHttp http, string projectKey, string? type, IReadOnlyList<DssJobOutput> outputs, DateTimeOffset sent)
{
    // The Date header that our view of the server's clock comes from has whole seconds.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    // With no answer that tells its date, the two clocks may differ by this much before a job is overlooked.
    private static readonly TimeSpan UnknownClockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>When the start was sent, by the server's clock. An answer that comes later may be the first to tell that clock.</summary>
    public DateTimeOffset Intent => sent + (http.ClockOffset ?? TimeSpan.Zero);

    /// <summary>The ids of the jobs that can be the one; none only after several looks, since DSS may not list yet what it is just creating.</summary>
    /// <exception cref="DssApiException">The list cannot be read.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = http.Options.RetryBaseDelay;
        for (int look = 1; ; look++)
        {
            IReadOnlyList<string> candidates = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (candidates.Count > 0 || look >= http.Options.JobLookups)
                return candidates;
            await Task.Delay(wait, http.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            wait = wait * 2 < http.Options.RetryMaxDelay ? wait * 2 : http.Options.RetryMaxDelay;
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DssJobItem> jobs = await new DssJobs(http, projectKey).ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        DateTimeOffset oldest = Intent - (http.ClockOffset is null ? UnknownClockTolerance : ClockTolerance);
        DssJobItem[] fitting = [.. jobs.Where(job => job.Id.Length > 0 && job.InitiationTime >= oldest && Fits(job))];
        string[] ours = fitting.Any(job => job.Initiator is not null) ? await OwnNamesAsync(cancellationToken).ConfigureAwait(false) : [];
        return [.. fitting.Where(job => job.Initiator is null || ours.Length == 0 || ours.Contains(job.Initiator)).Select(job => job.Id)];
    }

    /// <summary>The names under which DSS lists what this key starts; none when it does not tell.</summary>
    private async Task<string[]> OwnNamesAsync(CancellationToken cancellationToken)
    {
        try
        {
            JsonObject identity = await http.ObjectAsync(DssRequest.Get($"/auth/info").Query("withSecrets", false), cancellationToken).ConfigureAwait(false);
            return [.. new[] { identity.Text("authIdentifier"), identity.Text("associatedDSSUser") }.OfType<string>()];
        }
        catch (DssApiException)
        {
            return [];
        }
    }

    private bool Fits(DssJobItem job) =>
        !http.StartedJobs.ContainsKey(job.Id)
        && (job.Type is null || type is null || string.Equals(job.Type, type, StringComparison.Ordinal))
        && job.Outputs.Count == outputs.Count
        && outputs.All(wanted => job.Outputs.Any(there => IsSame(wanted, there)));

    private bool IsSame(DssJobOutput wanted, DssJobTarget there) =>
        string.Equals(wanted.Id, there.Id, StringComparison.Ordinal)
        && string.Equals(wanted.ProjectKey ?? projectKey, there.ProjectKey ?? projectKey, StringComparison.Ordinal)
        && string.Equals(wanted.Partition is "NP" or "" ? null : wanted.Partition, there.Partition, StringComparison.Ordinal);
}
