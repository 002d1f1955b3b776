using DssTyped.Flow.Snapshots;
using DssTyped.Local.Planning;

namespace DssTyped.Local.Sources;

/// <summary>Finds the files of managed folders that no recipe fills.</summary>
internal sealed class FolderSources(string? dataFolder, Snapshot snapshot)
{
    /// <summary>The path of a folder's files; null if there are none.</summary>
    public string? Find(string id) => PlacesOf(id).FirstOrDefault(Directory.Exists);

    /// <summary>The paths where a folder's files are looked for.</summary>
    public IReadOnlyList<string> PlacesOf(string id)
    {
        if (dataFolder is null)
            return [];

        string name = snapshot.ManagedFolders.FirstOrDefault(folder => folder.Id == id)?.Name ?? id;
        return [.. new[] { id, name }.Distinct(StringComparer.Ordinal).Where(SourceFinder.IsPlain)
            .SelectMany(folder => new[] { Path.Combine(dataFolder, "managed_folders", folder), Path.Combine(dataFolder, folder) })];
    }

    /// <summary>A hash of a folder's files: names, times and contents; null if there is no such folder.</summary>
    public string? VersionOf(string id)
    {
        if (Find(id) is not { } folder)
            return null;

        return Fingerprints.Of(FolderWalk.Files(folder).Select(path => $"{Path.GetRelativePath(folder, path)}\n{FileStamps.Version(path)}"));
    }
}
