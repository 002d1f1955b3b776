using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One start of one job: sent once, and looked for when its answer is lost.</summary>
internal sealed class DssJobStart(DssHttp http, string projectKey, JsonObject definition, IReadOnlyList<DssJobOutput> outputs)
{
    // The Date header that our view of the server's clock comes from has whole seconds.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    // With no answer that tells its date, the two clocks may differ by this much before a job is overlooked.
    private static readonly TimeSpan UnknownClockTolerance = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan CancelledLookupLimit = TimeSpan.FromSeconds(10);

    private DateTimeOffset _sent;

    /// <summary>When the start was sent, by the server's clock. An answer that comes later may be the first to tell that clock.</summary>
    private DateTimeOffset Intent => _sent + (http.ClockOffset ?? TimeSpan.Zero);

    public async Task<DssJob> RunAsync(CancellationToken cancellationToken)
    {
        _sent = http.Options.TimeProvider.GetUtcNow();
        try
        {
            return await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await AbortIfStartedAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<DssJob> SendAsync(CancellationToken cancellationToken)
    {
        DssRequest request = DssRequest.Post($"/projects/{projectKey}/jobs/").Body(definition);
        try
        {
            DssJobStarted answer = await http.ReadAsync(request, DssJsonContext.Default.DssJobStarted, cancellationToken).ConfigureAwait(false);
            if (answer.Id is not { Length: > 0 } id)
                throw http.NotWhatWasExpected(request, "the id of a job");
            http.Logger.JobStarted(id, projectKey);
            http.StartedJobs.TryAdd(id, true);
            return new DssJob(http, projectKey, id);
        }
        catch (DssApiException lost) when (lost.IsAmbiguous)
        {
            http.Logger.JobStartAmbiguous(projectKey, lost.GetType().Name);
            return await AttachAsync(lost, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DssJob> AttachAsync(DssApiException lost, CancellationToken cancellationToken)
    {
        TimeSpan wait = http.Options.RetryBaseDelay;
        for (int look = 1; ; look++)
        {
            IReadOnlyList<string> candidates = await LookAsync(lost, cancellationToken).ConfigureAwait(false);
            if (candidates is [var id])
            {
                http.Logger.JobAttached(id, projectKey);
                http.StartedJobs.TryAdd(id, true);
                return new DssJob(http, projectKey, id);
            }

            // A job that DSS is just creating may not be listed yet, so nothing is believed only after several looks.
            if (candidates.Count > 1 || look >= http.Options.JobLookups)
                throw Unknown(candidates, lost);
            await Task.Delay(wait, http.Options.TimeProvider, cancellationToken).ConfigureAwait(false);
            wait = wait * 2 < http.Options.RetryMaxDelay ? wait * 2 : http.Options.RetryMaxDelay;
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(DssApiException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await CandidatesAsync(cancellationToken).ConfigureAwait(false);
        }
        // A client that was disposed meanwhile cannot look either.
        catch (Exception silent) when (silent is DssApiException or ObjectDisposedException)
        {
            throw Unknown([], new AggregateException(lost, silent));
        }
    }

    private async Task<IReadOnlyList<string>> CandidatesAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<DssJobItem> jobs = await new DssJobs(http, projectKey).ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        DateTimeOffset oldest = Intent - (http.ClockOffset is null ? UnknownClockTolerance : ClockTolerance);
        return [.. jobs.Where(job => job.Id.Length > 0 && job.InitiationTime >= oldest && IsThisOne(job)).Select(job => job.Id)];
    }

    private bool IsThisOne(DssJobItem job) =>
        !http.StartedJobs.ContainsKey(job.Id)
        && (job.Type is null || definition.Text("type") is not { } type || string.Equals(job.Type, type, StringComparison.Ordinal))
        && job.Outputs.Count == outputs.Count
        && outputs.All(wanted => job.Outputs.Any(there => IsSame(wanted, there)));

    private bool IsSame(DssJobOutput wanted, DssJobTarget there) =>
        string.Equals(wanted.Id, there.Id, StringComparison.Ordinal)
        && string.Equals(wanted.ProjectKey ?? projectKey, there.ProjectKey ?? projectKey, StringComparison.Ordinal)
        && string.Equals(wanted.Partition is "NP" or "" ? null : wanted.Partition, there.Partition, StringComparison.Ordinal);

    private DssJobStartUnknownException Unknown(IReadOnlyList<string> candidates, Exception inner) =>
        new(projectKey, [.. outputs.Select(output => output.Id)], Intent, candidates, inner);

    /// <summary>The caller gave up while the start was under way: a job that came of it must not go on unseen.</summary>
    private Task AbortIfStartedAsync() =>
        DssAbort.TryAsync(http, "?", async token =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
            limit.CancelAfter(CancelledLookupLimit);
            if (await CandidatesAsync(limit.Token).ConfigureAwait(false) is [var id])
                await new DssJob(http, projectKey, id).AbortAsync(limit.Token).ConfigureAwait(false);
        });
}
