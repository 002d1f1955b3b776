using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>The partitions that a dataset's data consists of.</summary>
/// <param name="Ids">Their ids.</param>
/// <param name="IsWhole">Whether the rows are there, but not by partitions.</param>
internal sealed record BuiltPartitions(IReadOnlyCollection<string> Ids, bool IsWhole)
{
    /// <summary>Rows that were read or built as a whole.</summary>
    public static BuiltPartitions Whole { get; } = new([], IsWhole: true);

    /// <summary>Those of a stored version.</summary>
    public static BuiltPartitions Of(Manifest manifest) =>
        new([.. manifest.Partitions.Select(built => built.Id)], manifest.Partitions.Count == 0 && (manifest.Files.Count > 0 || manifest.Sources.Count > 0));
}
