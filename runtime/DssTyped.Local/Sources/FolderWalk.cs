namespace DssTyped.Local.Sources;

/// <summary>The files below a folder, linked folders among them. A link that leads back to where it stands is not followed: its files were seen already.</summary>
internal static class FolderWalk
{
    /// <summary>The full paths of the files, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder) => In(folder, RealPath(folder)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> In(string folder, string real)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
            yield return file;

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            string target = Path.Combine(real, Path.GetFileName(inner));
            if (new DirectoryInfo(inner).LinkTarget is not null)
            {
                target = RealPath(inner);
                if ((real + Path.DirectorySeparatorChar).StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    continue;
            }

            foreach (string file in In(inner, target))
                yield return file;
        }
    }

    // Without links in any of its parts.
    private static string RealPath(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;

        return new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : Path.Combine(RealPath(parent), Path.GetFileName(full));
    }
}
