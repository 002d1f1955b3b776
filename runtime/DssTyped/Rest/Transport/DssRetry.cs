using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DssTyped.Rest.Transport;

/// <summary>The resilience pipeline of one engine: total deadline, retries of what is safe to repeat, deadline of each try.</summary>
internal static class DssRetry
{
    public static readonly ResiliencePropertyKey<DssCall> Call = new("dss.call");

    public static ResiliencePipeline Build(DssEngineOptions options, Action<DssCall, Exception, int, TimeSpan> onRetry)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider };
        builder.AddTimeout(options.OperationTimeout);
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                // The delay is our own, see DelayGenerator; Polly's must not cap it.
                Delay = TimeSpan.Zero,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } failure && MayRepeat(arguments.Context.Properties.GetValue(Call, null!).Request, failure)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Delay(options, arguments.AttemptNumber, arguments.Outcome.Exception)),
                OnRetry = arguments =>
                {
                    onRetry(arguments.Context.Properties.GetValue(Call, null!), arguments.Outcome.Exception!, arguments.AttemptNumber + 1, arguments.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.AddTimeout(options.RequestTimeout).Build();
    }

    /// <summary>A POST is repeated only when no byte of it can have left this machine.</summary>
    private static bool MayRepeat(DssRequest request, Exception failure) => failure switch
    {
        DssConnectionException { RequestMayHaveLeft: false, IsTransient: true } => true,
        DssApiException { IsTransient: true } => request.IsIdempotent,
        // The try's own deadline; the total one ends the pipeline before this is asked.
        TimeoutRejectedException => request.IsIdempotent,
        _ => false,
    };

    /// <summary>Exponential with full jitter; a server that names a time gets it, up to the cap.</summary>
    private static TimeSpan Delay(DssEngineOptions options, int attempt, Exception? failure)
    {
        if (failure is DssApiException { RetryAfter: { } asked })
            return asked < options.RetryMaxDelay ? asked : options.RetryMaxDelay;
        double ceiling = Math.Min(options.RetryMaxDelay.TotalMilliseconds, options.RetryBaseDelay.TotalMilliseconds * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * ceiling);
    }
}

/// <summary>What the pipeline needs to know about the call it carries.</summary>
internal sealed class DssCall(DssRequest request)
{
    public DssRequest Request { get; } = request;

    /// <summary>The failure of the latest try, to be named when the total deadline strikes.</summary>
    public Exception? LastFailure { get; set; }

    public int Tries { get; set; }
}
