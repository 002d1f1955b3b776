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
    private readonly Manifest? _stored;
    private bool _disposed;
    private bool _published;

    internal VersionWriter(ObjectStore store, string name, string objectFolder, FileStream handle, SemaphoreSlim gate, Manifest? stored, bool isWhole)
    {
        _store = store;
        _name = name;
        _objectFolder = objectFolder;
        _lock = handle;
        _gate = gate;
        _stored = stored;
        Current = isWhole ? stored : null;
        Version = $"v-{DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";
        Folder = Path.Combine(objectFolder, Version);
    }

    /// <summary>The version that the new one will take the place of; null if there is none or it is not whole.</summary>
    public Manifest? Current { get; }

    /// <summary>The new version's id.</summary>
    public string Version { get; }

    /// <summary>The folder to write to; made by <see cref="Prepare"/>.</summary>
    public string Folder { get; }

    /// <summary>Makes the folder, out of that of a version that is no longer needed if there is one. All others of those are removed.</summary>
    public void Prepare()
    {
        bool made = false;
        foreach (string folder in Unneeded())
        {
            if (!made && VersionFolder.TryReuse(folder, Folder))
                made = true;
            else
                VersionFolder.TryRemove(folder);
        }

        if (!made)
            Directory.CreateDirectory(Folder);
    }

    /// <summary>A file that was written to the folder, as the manifest lists it.</summary>
    public StoredFile Stored(string fileName, long rows, string? partition = null) =>
        new($"{Version}/{fileName}", new FileInfo(Path.Combine(Folder, fileName)).Length, rows, partition);

    /// <summary>Puts the new version in place of the old one, which stays readable until the next build.</summary>
    /// <param name="manifest">What the version consists of.</param>
    /// <param name="flush">Whether to wait until everything is on the disk.</param>
    public void Publish(Manifest manifest, bool flush)
    {
        if (flush)
        {
            foreach (StoredFile file in manifest.Files.Where(file => file.Path.StartsWith(Version + "/", StringComparison.Ordinal)))
                Durable.FlushFile(Path.Combine(_objectFolder, file.Path));

            Durable.FlushFolder(Folder);
            Durable.FlushFolder(_objectFolder);
        }

        _store.Publish(_name, manifest, flush);
        _published = true;
    }

    /// <summary>Removes the version in place, and every other that nobody reads.</summary>
    public void Clear()
    {
        File.Delete(ManifestPath);
        foreach (string folder in Folders())
            VersionFolder.TryRemove(folder);
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
            VersionFolder.TryRemove(Folder);
    }

    private string ManifestPath => Path.Combine(_objectFolder, ObjectStore.ManifestFile);

    private string[] Folders() => Directory.GetDirectories(_objectFolder, "v-*");

    // What a damaged manifest refers to can't be known, so nothing is removed before there is a new one.
    private IEnumerable<string> Unneeded()
    {
        if (_stored is null && File.Exists(ManifestPath))
            return [];

        HashSet<string> needed = _stored?.Folders.ToHashSet(StringComparer.Ordinal) ?? [];
        return Folders().Where(folder => !needed.Contains(Path.GetFileName(folder)));
    }
}
