using System.Text.Json.Nodes;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A long task of the server that is not a job, such as a schema propagation.</summary>
public sealed class DssFuture
{
    private readonly DssHttp _http;
    private readonly DssFutureState? _first;

    internal DssFuture(DssHttp http, string? id, DssFutureState? first = null)
    {
        _http = http;
        _first = first;
        Id = id;
    }

    /// <summary>Id of the task; null when it was done at once.</summary>
    public string? Id { get; }

    internal static DssFuture Started(DssHttp http, JsonObject answer)
    {
        var state = new DssFutureState(answer);
        return new DssFuture(http, state.Id, state);
    }

    /// <summary>Looks at the task without taking its result away.</summary>
    public Task<DssFutureState> PeekAsync(CancellationToken cancellationToken = default) => StateAsync(peek: true, cancellationToken);

    /// <summary>Reads the state with the result, if there is one. DSS may forget the result after this.</summary>
    public Task<DssFutureState> GetStateAsync(CancellationToken cancellationToken = default) => StateAsync(peek: false, cancellationToken);

    /// <summary>Waits for the end and gives the result. Cancelling stops the wait and the task.</summary>
    /// <exception cref="DssFutureFailedException">The task was aborted or lost.</exception>
    public async Task<JsonNode?> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (_first is { HasResult: true })
            return _first.Result;

        var backoff = new DssBackoff(_http.Options);
        try
        {
            while (true)
            {
                DssFutureState state = await GetStateAsync(cancellationToken).ConfigureAwait(false);
                if (state.HasResult)
                    return state.Result;
                if (state.IsAborted || state.IsLost)
                    throw new DssFutureFailedException(Id ?? "?", state);
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await DssAbort.TryAsync(_http, Id ?? "?", AbortAsync).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the task.</summary>
    public Task AbortAsync(CancellationToken cancellationToken = default) =>
        Id is null ? Task.CompletedTask : _http.SendAsync(DssRequest.Delete($"/futures/{Id}"), cancellationToken);

    private async Task<DssFutureState> StateAsync(bool peek, CancellationToken cancellationToken)
    {
        if (Id is null)
            return _first!;
        return new DssFutureState(await _http.ObjectAsync(DssRequest.Get($"/futures/{Id}").Query("peek", peek), cancellationToken).ConfigureAwait(false));
    }
}
