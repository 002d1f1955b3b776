using DssTyped.Local.Recipes;
using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>Puts what a build wrote beside what stays of the version before: other partitions, and rows that are appended to.</summary>
internal static class PartitionMerge
{
    /// <summary>The manifest of the whole.</summary>
    /// <param name="previous">The version before; null if there is none.</param>
    /// <param name="written">What was written.</param>
    /// <param name="partition">The partition it was written to; null for all of the dataset.</param>
    /// <param name="append">Whether earlier rows stay.</param>
    public static Manifest Into(Manifest? previous, Manifest written, string? partition, bool append)
    {
        if (partition is null && !append)
        {
            // Rows that were spread over partitions replace them all.
            return written with { Partitions = [.. written.Files.Select(file => file.Partition).OfType<string>().Distinct(StringComparer.Ordinal).Select(id => new StoredPartition(id, written.Version, written.Fingerprint, written.At))] };
        }

        StoredFile[] stays = [.. (previous?.Files ?? []).Where(file => append || file.Partition != partition)];
        if (stays.Length > 0 && (previous!.Schema.Count != written.Schema.Count || !previous.Schema.Zip(written.Schema).All(pair => pair.First.Name == pair.Second.Name && pair.First.Type == pair.Second.Type)))
            throw new RecipeFailedException($"The columns of '{written.Name}' have changed, so {(append ? "rows can't be appended to it" : "its other partitions no longer fit")}. Clear the dataset and build all of it.");

        Manifest merged = written with { Files = [.. stays, .. written.Files] };
        if (partition is null)
            return merged;

        return merged with
        {
            Partitions =
            [
                .. (previous?.Partitions ?? []).Where(built => built.Id != partition)
                    .Append(new StoredPartition(partition, written.Version, written.Fingerprint, written.At))
                    .OrderBy(built => built.Id, StringComparer.Ordinal),
            ],
        };
    }
}
