using Microsoft.Extensions.Time.Testing;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>A clock that a test moves, and that tells when one timer is set and when it has fired, so that a test needs no real time.</summary>
internal sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _shorterThan;

    /// <summary>Completes once the watched timer is set.</summary>
    public Task Watching => _watching.Task;

    /// <summary>Whether the watched timer has fired.</summary>
    public bool Fired { get; private set; }

    /// <summary>Watches the next timer that is to fire sooner than that. Time-outs of what goes on meanwhile are set on the same clock.</summary>
    public void WatchNextTimer(TimeSpan shorterThan) => Interlocked.Exchange(ref _shorterThan, shorterThan.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // The timers of time-outs are made without an end and set afterwards.
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime.Ticks >= Interlocked.Read(ref _shorterThan) || Interlocked.Exchange(ref _shorterThan, 0) == 0)
            return base.CreateTimer(callback, state, dueTime, period);

        ITimer timer = base.CreateTimer(
            inner =>
            {
                Fired = true;
                callback(inner);
            },
            state, dueTime, period);
        _watching.TrySetResult();
        return timer;
    }
}
