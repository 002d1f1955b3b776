using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One start of one job: sent once, and looked for when its answer is lost.</summary>
internal sealed class DssJobStart
{
    // How long a caller who gave up is kept while the job that may have come of it is looked for and stopped.
    private static readonly TimeSpan CancelledLimit = TimeSpan.FromSeconds(10);

    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly IReadOnlyList<DssJobOutput> _outputs;
    private readonly DssRequest _request;
    private readonly DssJobSearch _search;

    public DssJobStart(DssHttp http, string projectKey, JsonObject definition, IReadOnlyList<DssJobOutput> outputs)
    {
        _http = http;
        _projectKey = projectKey;
        _outputs = outputs;
        _request = DssRequest.Post($"/projects/{projectKey}/jobs/").Body(definition);
        _search = new DssJobSearch(http, projectKey, definition.Text("type"), outputs, http.Options.TimeProvider.GetUtcNow());
    }

    public async Task<DssJob> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        // What never left has started nothing: a job that looks like it would be somebody else's.
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && _request.HasLeft)
        {
            await AbortIfStartedAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<DssJob> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            DssJobStarted answer = await _http.ReadAsync(_request, DssJsonContext.Default.DssJobStarted, cancellationToken).ConfigureAwait(false);
            if (answer.Id is not { Length: > 0 } id)
                throw _http.NotWhatWasExpected(_request, "the id of a job");
            _http.Logger.JobStarted(id, _projectKey);
            _http.StartedJobs.TryAdd(id, true);
            return new DssJob(_http, _projectKey, id);
        }
        catch (DssApiException lost) when (lost.IsAmbiguous && _request.HasLeft)
        {
            _http.Logger.JobStartAmbiguous(_projectKey, lost.GetType().Name);
            return await AttachAsync(lost, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DssJob> AttachAsync(DssApiException lost, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> candidates = await SearchAsync(lost, cancellationToken).ConfigureAwait(false);
        // Another start of this client, whose answer was lost too, may have taken the job meanwhile.
        if (candidates is not [var id] || !_http.StartedJobs.TryAdd(id, true))
            throw Unknown(candidates.Count > 1 ? candidates : [], lost);
        _http.Logger.JobAttached(id, _projectKey);
        return new DssJob(_http, _projectKey, id);
    }

    private async Task<IReadOnlyList<string>> SearchAsync(DssApiException lost, CancellationToken cancellationToken)
    {
        try
        {
            return await _search.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        // A client that was disposed meanwhile cannot look either.
        catch (Exception silent) when (silent is DssApiException or ObjectDisposedException)
        {
            throw Unknown([], new AggregateException(lost, silent));
        }
    }

    private DssJobStartUnknownException Unknown(IReadOnlyList<string> candidates, Exception inner) =>
        new(_projectKey, [.. _outputs.Select(output => output.Id)], _search.Intent, candidates, inner);

    /// <summary>The caller gave up while the start was under way: a job that came of it must not go on unseen.</summary>
    private async Task AbortIfStartedAsync()
    {
        using var limit = new CancellationTokenSource(CancelledLimit, _http.Options.TimeProvider);
        IReadOnlyList<string> candidates = [];
        try
        {
            candidates = await _search.RunAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DssApiException or OperationCanceledException or ObjectDisposedException)
        {
            // Told below as a job that was not found.
        }

        if (candidates is [var id])
            await DssAbort.TryAsync(_http, id, new DssJob(_http, _projectKey, id).AbortAsync).ConfigureAwait(false);
        else
            _http.Logger.JobStartCancelled(_projectKey, candidates.Count == 0 ? "none" : string.Join(", ", candidates));
    }
}
