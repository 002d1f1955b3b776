using System.Runtime.CompilerServices;

namespace DssTyped.Local.Execution;

/// <summary>The events of a job, for any number of listeners.</summary>
internal sealed class JobEvents
{
    private readonly Lock _gate = new();
    private readonly List<BuildEvent> _events = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    public void Add(BuildEvent item)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _events.Add(item);
            _ended |= item.Kind == BuildEventKind.JobEnded;
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.TrySetResult();
    }

    /// <summary>All events, to the end of the job.</summary>
    public async IAsyncEnumerable<BuildEvent> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        while (true)
        {
            BuildEvent? next;
            Task more;
            lock (_gate)
            {
                next = index < _events.Count ? _events[index] : null;
                if (next is null && _ended)
                    yield break;

                more = _more.Task;
            }

            if (next is null)
            {
                await more.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            index++;
            yield return next;
        }
    }
}
