using System.Diagnostics;

namespace DssTyped.LocalBenchmarks;

/// <summary>Two contenders that take turns, in the order A B B A A B B A: what changes slowly about the machine, and what one leaves behind for the next, meets both alike.</summary>
public static class PairedRounds
{
    private const int Fewest = 6;
    private const int Most = 40;

    /// <summary>Runs pairs until the time is over; one pair before that warms up and does not count.</summary>
    public static async Task<IReadOnlyList<(TOurs Ours, TTheirs Theirs)>> RunAsync<TOurs, TTheirs>(TimeSpan time, Func<Task<TOurs>> ours, Func<Task<TTheirs>> theirs)
    {
        await ours().ConfigureAwait(false);
        await theirs().ConfigureAwait(false);
        var pairs = new List<(TOurs, TTheirs)>();
        var watch = Stopwatch.StartNew();
        while (pairs.Count < Fewest || (pairs.Count < Most && watch.Elapsed < time))
        {
            if (pairs.Count % 2 == 0)
            {
                TOurs first = await ours().ConfigureAwait(false);
                pairs.Add((first, await theirs().ConfigureAwait(false)));
            }
            else
            {
                TTheirs first = await theirs().ConfigureAwait(false);
                pairs.Add((await ours().ConfigureAwait(false), first));
            }
        }

        return pairs;
    }
}
