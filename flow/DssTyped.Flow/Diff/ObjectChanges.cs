using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Compares the objects of one kind: which are gone, which are new, which have another name.</summary>
internal static class ObjectChanges
{
    public static IEnumerable<SnapshotChange> Of(string kind, IReadOnlyList<DssObject> old, IReadOnlyList<DssObject> now, FlowDiagnostic? removed = null)
    {
        Dictionary<string, DssObject> oldById = ById(old), newById = ById(now);
        foreach (DssObject item in old.Where(item => !newById.ContainsKey(item.Id)))
        {
            string? replacement = NearestName.Of(item.Name, now.Where(other => !oldById.ContainsKey(other.Id)).Select(other => other.Name));
            string hint = replacement is null ? "" : $" Use '{replacement}' instead.";
            Finding finding = removed is null
                ? Finding.Of(BaselineDiagnostics.ObjectRemoved, item.Span, item.Name, kind, hint)
                : Finding.Of(removed, item.Span, item.Name, hint);
            yield return new SnapshotChange(ChangeImpact.Breaking, kind, item.Name, "", finding) { InOld = true, Before = item.Name, Replacement = replacement ?? "" };
        }

        foreach (DssObject item in now)
        {
            if (!oldById.TryGetValue(item.Id, out DssObject? before))
                yield return new SnapshotChange(ChangeImpact.Additive, kind, item.Name, "", Finding.Of(BaselineDiagnostics.ObjectAdded, item.Span, item.Name, kind, "")) { After = item.Name };
            else if (before.Name != item.Name)
                yield return new SnapshotChange(ChangeImpact.Breaking, kind, item.Name, "", Finding.Of(BaselineDiagnostics.ObjectRenamed, item.Span, item.Name, kind, before.Name, "")) { Before = before.Name, After = item.Name, Replacement = item.Name };
        }
    }

    private static Dictionary<string, DssObject> ById(IReadOnlyList<DssObject> objects) => objects.ToDictionary(item => item.Id, StringComparer.Ordinal);
}
