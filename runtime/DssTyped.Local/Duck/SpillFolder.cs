namespace DssTyped.Local.Duck;

/// <summary>
/// Where one DuckDB instance puts what does not fit into memory. DuckDB names such files by number, so instances must not share a
/// folder. What killed processes left behind is removed by the next one.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const string LockExtension = ".lock";

    private readonly FileStream? _lock;

    /// <summary>A folder of its own under a parent that others use too.</summary>
    public SpillFolder(string parent)
    {
        string name = Guid.NewGuid().ToString("N");
        Path = System.IO.Path.Combine(parent, name);
        try
        {
            Directory.CreateDirectory(parent);
            _lock = new FileStream(Path + LockExtension, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            Collect(parent);
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Reading from a workspace that can't be written to needs no such folder; who needs one after all is told by DuckDB.
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    public void Dispose()
    {
        if (_lock is null)
            return;

        Remove(Path);
        _lock.Dispose();
        TryDelete(Path + LockExtension);
    }

    private static void Collect(string parent)
    {
        foreach (string path in Directory.EnumerateFiles(parent, "*" + LockExtension))
        {
            try
            {
                using var abandoned = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                Remove(path[..^LockExtension.Length]);
                if (!OperatingSystem.IsWindows())
                    File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its owner is alive.
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next instance tries again.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
