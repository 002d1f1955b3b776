using DssTyped.Local.Sources;

namespace DssTyped.Local.Recipes.Folders;

/// <summary>The files of a managed folder.</summary>
internal static class FolderFiles
{
    /// <summary>The files with their paths as DSS has them (from a slash), in ordinal order; hidden files are left out.</summary>
    public static IEnumerable<(string Path, FileInfo File)> Of(string folder) =>
        FolderWalk.Files(folder)
            .Select(file => ("/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), new FileInfo(file)))
            .Where(entry => !entry.Item1.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);
}
