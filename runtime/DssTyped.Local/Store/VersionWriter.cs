using System.Globalization;

namespace DssTyped.Local.Store;

/// <summary>A version in the making: a folder to write files to, and the lock that keeps others from building the same object.</summary>
internal sealed class VersionWriter : IDisposable
{
    private readonly ObjectStore _store;
    private readonly string _name;
    private readonly string _objectFolder;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _gate;
    private bool _disposed;
    private bool _published;

    internal VersionWriter(ObjectStore store, string name, string objectFolder, FileStream handle, SemaphoreSlim gate)
    {
        _store = store;
        _name = name;
        _objectFolder = objectFolder;
        _lock = handle;
        _gate = gate;
        Version = $"v-{DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";
        Folder = Path.Combine(objectFolder, Version);
    }

    /// <summary>The new version's id.</summary>
    public string Version { get; }

    /// <summary>The folder to write to; made by <see cref="Prepare"/>.</summary>
    public string Folder { get; }

    /// <summary>Makes the folder.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Path.Combine(Folder, StoredVersion.UseFile), []);
    }

    /// <summary>A file that was written to the folder, as the manifest lists it.</summary>
    public StoredFile Stored(string fileName, long rows, string? partition = null) =>
        new($"{Version}/{fileName}", new FileInfo(Path.Combine(Folder, fileName)).Length, rows, partition);

    /// <summary>Puts the new version in place of the old one, and removes older ones that nobody reads.</summary>
    /// <param name="manifest">What the version consists of.</param>
    /// <param name="flush">Whether to wait until everything is on the disk.</param>
    public void Publish(Manifest manifest, bool flush)
    {
        Manifest? previous = _store.Find(_name);
        if (flush)
        {
            foreach (StoredFile file in manifest.Files.Where(file => file.Path.StartsWith(Version + "/", StringComparison.Ordinal)))
                Durable.FlushFile(Path.Combine(_objectFolder, file.Path));

            Durable.FlushFolder(Folder);
            Durable.FlushFolder(_objectFolder);
        }

        _store.Publish(_name, manifest, flush);
        _published = true;
        Collect(manifest, previous);
    }

    /// <summary>Removes every version folder but those of the given manifests and those that somebody reads.</summary>
    public void Collect(params IEnumerable<Manifest?> keep)
    {
        var kept = keep.Where(manifest => manifest is not null).SelectMany(manifest => manifest!.Folders).ToHashSet(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(_objectFolder, "v-*"))
        {
            if (!kept.Contains(Path.GetFileName(folder)))
                TryRemove(folder);
        }
    }

    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        _lock.Dispose();
        _gate.Release();
    }

    /// <summary>Removes what was written so far, if it was not put in place.</summary>
    public void DiscardUnlessPublished()
    {
        if (!_published && Directory.Exists(Folder))
            TryRemove(Folder);
    }

    // A folder in use stays until a later build: removing old data is never worth an error. Nobody may take hold of the version
    // between looking whether somebody has and removing it.
    private static void TryRemove(string folder)
    {
        try
        {
            string use = Path.Combine(folder, StoredVersion.UseFile);
            using (FileStream? hold = File.Exists(use) ? new FileStream(use, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0) : null)
            {
                if (!OperatingSystem.IsWindows())
                {
                    Directory.Delete(folder, recursive: true);
                    return;
                }
            }

            // Windows removes no file that is open, but moves no folder either in which one is.
            string gone = folder + "-gone";
            Directory.Move(folder, gone);
            Directory.Delete(gone, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
