using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Stops remote work after the caller gave up waiting for it.</summary>
internal static class DssAbort
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Tries for a short while, with a token of its own; a failure is logged, because the cancellation is what the caller must see.</summary>
    public static async Task TryAsync(DssHttp http, string id, Func<CancellationToken, Task> abort)
    {
        using var limit = new CancellationTokenSource(Limit, http.Options.TimeProvider);
        try
        {
            await abort(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DssApiException or OperationCanceledException or ObjectDisposedException)
        {
            http.Logger.JobAbortFailed(id, failure.GetType().Name);
        }
    }
}
