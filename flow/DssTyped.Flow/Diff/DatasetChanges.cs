using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Diff;

/// <summary>Compares one dataset, its columns aside.</summary>
internal static class DatasetChanges
{
    private static readonly string[] Described = ["name", "schema", "partitioning", "tags", "shortDesc", "description"];

    public static IEnumerable<SnapshotChange> Of(DatasetDefinition old, DatasetDefinition now)
    {
        string before = Dimensions(old), after = Dimensions(now);
        if (before != after)
            yield return new SnapshotChange(ChangeImpact.Breaking, "dataset", now.Name, "", Finding.Of(BaselineDiagnostics.PartitioningChanged, now.Span, now.Name, before, after, "")) { Before = before, After = after };

        if (now.RebuildBehavior == RebuildBehavior.WriteProtect && old.RebuildBehavior != RebuildBehavior.WriteProtect)
            yield return new SnapshotChange(ChangeImpact.Breaking, "dataset", now.Name, "", Finding.Of(BaselineDiagnostics.NowWriteProtected, now.Span, now.Name, ""));
        else if (!old.Raw.Without(Described).Equals(now.Raw.Without(Described)))
            yield return new SnapshotChange(ChangeImpact.Neutral, "dataset", now.Name, "", Finding.Of(BaselineDiagnostics.SettingsChanged, now.Span, now.Name, "dataset", "settings", ""));
    }

    private static string Dimensions(DatasetDefinition dataset) => dataset.Dimensions.Count == 0
        ? "nothing"
        : string.Join(", ", dataset.Dimensions.Select(dimension => $"'{dimension.Name}' ({(dimension.IsTime ? dimension.Period : "value")})"));
}
