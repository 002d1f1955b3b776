using System.Runtime.CompilerServices;
using DssTyped.Emit.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>Binds each flow once for all analyzers, as long as its text and its settings stay.</summary>
internal static class BoundFlows
{
    private static readonly ConditionalWeakTable<SourceText, Entry> Cache = new();

    public static FlowModel? Of(FlowInput flow, CancellationToken cancellationToken)
    {
        // A folder's flow hangs on many texts; it is bound anew for each compilation.
        if (flow.Files.Count != 1 || flow.Files[0].Text.GetText(cancellationToken) is not SourceText text)
            return flow.Bind(cancellationToken);

        Entry entry = Cache.GetOrCreateValue(text);
        lock (entry)
        {
            if (entry.Input != flow)
                (entry.Input, entry.Flow) = (flow, flow.Bind(cancellationToken));

            return entry.Flow;
        }
    }

    private sealed class Entry
    {
        public FlowInput? Input { get; set; }

        public FlowModel? Flow { get; set; }
    }
}
