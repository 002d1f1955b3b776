namespace DssTyped.Local.Store;

/// <summary>
/// The folder of one version's files. Who reads the version locks the first of its files of rows; who removes it must have that lock
/// alone. A folder that is done with serves the next version: making and removing folders costs some disks more than all else a small
/// build does.
/// </summary>
internal static class VersionFolder
{
    // Versions of format 1 have a file of their own to lock, which engines of that time may hold.
    private const string EarlierMark = ".use";

    /// <summary>The file that readers of a version lock; null if it has no rows.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is gone.</exception>
    public static string? FileToLock(string folder) => First(Directory.EnumerateFiles(folder));

    /// <summary>The first of the files of rows; null if there is none.</summary>
    public static string? First(IEnumerable<string> files) => files.Where(file => file.EndsWith(".parquet", StringComparison.Ordinal)).Min(StringComparer.Ordinal);

    /// <summary>Removes a folder, if nobody reads it. What can't be removed stays until a later build: removing old data is never worth an error.</summary>
    public static void TryRemove(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = TryUnread(folder, entries => Directory.Delete(folder, recursive: true));
            return;
        }

        // Windows removes no file that is open, but moves no folder either in which one is.
        try
        {
            string gone = folder + "-gone";
            Directory.Move(folder, gone);
            Directory.Delete(gone, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Empties a folder and gives it another name; false if that can't be done, as while somebody reads it.</summary>
    /// <remarks>Its files are removed, not written over: programs that know nothing of locks may still read them.</remarks>
    public static bool TryReuse(string folder, string target) => !OperatingSystem.IsWindows() && TryUnread(folder, entries =>
    {
        foreach (FileSystemInfo entry in entries)
            entry.Delete();

        Directory.Move(folder, target);
    });

    // Nobody may take hold of the version between looking whether somebody has and removing it.
    private static bool TryUnread(string folder, Action<FileSystemInfo[]> work)
    {
        try
        {
            FileSystemInfo[] entries = new DirectoryInfo(folder).GetFileSystemInfos();
            using FileStream? earlier = Lock(entries.FirstOrDefault(entry => entry.Name == EarlierMark)?.FullName);
            using FileStream? rows = Lock(First(entries.Select(entry => entry.FullName)));
            work(entries);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream? Lock(string? path) => path is null ? null : new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
}
