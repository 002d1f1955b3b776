using DssTyped.Flow;

namespace DssTyped.Generator.Inputs;

/// <summary>Which snapshot has a namespace: two flows in one namespace would both declare <c>Datasets</c>, so the first by path gets it.</summary>
/// <param name="Losers">The paths of snapshots that are not generated.</param>
internal sealed record NamespaceOwners(EquatableArray<string> Losers)
{
    public static NamespaceOwners Of(IReadOnlyList<SnapshotFile> files) => new(files
        .GroupBy(file => file.Options.Namespace, StringComparer.Ordinal)
        .SelectMany(group => group.Select(file => file.File.Path).OrderBy(path => path, StringComparer.Ordinal).Skip(1))
        .OrderBy(path => path, StringComparer.Ordinal)
        .ToEquatableArray());

    public bool Owns(SnapshotFile file) => !Losers.Contains(file.File.Path, StringComparer.Ordinal);
}
