namespace DssTyped.LocalBenchmarks;

/// <summary>The most memory the process has held since this was made, looked at fifty times a second.</summary>
public sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;
    private long _peak;

    /// <summary>Starts looking.</summary>
    public PeakMemory() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

    /// <summary>The peak so far, in MiB.</summary>
    public double Mebibytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak) / 1048576.0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = Environment.WorkingSet;
        for (long peak = Interlocked.Read(ref _peak); now > peak; peak = Interlocked.Read(ref _peak))
            Interlocked.CompareExchange(ref _peak, now, peak);
    }
}
