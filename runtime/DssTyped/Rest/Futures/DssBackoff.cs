namespace DssTyped.Rest;

/// <summary>The waits between looks at something that runs: 200 ms, each 1.1 times the one before, at most 15 s.</summary>
internal sealed class DssBackoff(DssEngineOptions options)
{
    private const double Growth = 1.1;

    private TimeSpan _next = options.PollInterval;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_next, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        TimeSpan longer = _next * Growth;
        _next = longer < options.PollMaxInterval ? longer : options.PollMaxInterval;
    }
}
