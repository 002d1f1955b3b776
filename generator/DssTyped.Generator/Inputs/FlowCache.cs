using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace DssTyped.Generator.Inputs;

/// <summary>
/// Remembers what was found out about each flow as long as its files and settings stay. A host makes a new text object when a file is edited, and
/// keeps the old one when only code is: so an edit of code finds nothing out again.
/// </summary>
internal sealed class FlowCache<T>
    where T : class
{
    private readonly ConditionalWeakTable<AdditionalText, Entry> _entries = new();

    /// <summary>What is known of a flow; found out if it is not known.</summary>
    public T Of(FlowInput flow, Func<FlowInput, T> find)
    {
        Entry entry = _entries.GetOrCreateValue(flow.Files[0].Text);
        lock (entry)
        {
            if (entry.Found is null || entry.Flow != flow)
                (entry.Found, entry.Flow) = (find(flow), flow);

            return entry.Found;
        }
    }

    /// <summary>Keeps what is known of a flow.</summary>
    public void Keep(FlowInput flow, T found)
    {
        Entry entry = _entries.GetOrCreateValue(flow.Files[0].Text);
        lock (entry)
            (entry.Found, entry.Flow) = (found, flow);
    }

    private sealed class Entry
    {
        public FlowInput? Flow { get; set; }

        public T? Found { get; set; }
    }
}
