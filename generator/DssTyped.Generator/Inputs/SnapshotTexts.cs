using System.Runtime.CompilerServices;
using DssTyped.Flow.Snapshots;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>
/// Reads each text once for generator and analyzers. The parsed tree may be collected between uses: an editor keeps texts for
/// hours, and a large flow's tree takes far more memory than what is kept of it.
/// </summary>
internal static class SnapshotTexts
{
    private static readonly ConditionalWeakTable<SourceText, WeakReference<SnapshotReadResult>> Cache = new();

    public static SnapshotReadResult Read(SourceText text)
    {
        WeakReference<SnapshotReadResult> entry = Cache.GetValue(text, static _ => new WeakReference<SnapshotReadResult>(null!));
        lock (entry)
        {
            if (!entry.TryGetTarget(out SnapshotReadResult? result))
                entry.SetTarget(result = SnapshotReader.Read(text.ToString()));

            return result;
        }
    }
}
