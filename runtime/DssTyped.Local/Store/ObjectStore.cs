using System.Collections.Concurrent;

namespace DssTyped.Local.Store;

/// <summary>The versions of datasets (or managed folders), one folder each, shared by any number of processes.</summary>
internal sealed class ObjectStore
{
    internal const string ManifestFile = "manifest.json";

    // A manifest can be replaced twice within the resolution of file times. We give each a later time than the one before; in case others
    // do not, what was read so soon after a change is read again.
    private static readonly TimeSpan Racy = TimeSpan.FromMilliseconds(50);

    private readonly Func<string, string> _folderOf;
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, DateTime Read, Manifest? Manifest)> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    /// <summary>A store in a folder.</summary>
    /// <param name="root">The folder; made when something is written.</param>
    /// <param name="names">The names of all objects, to tell those apart that differ only by case.</param>
    public ObjectStore(string root, IEnumerable<string> names)
    {
        root = Path.GetFullPath(root);
        IReadOnlySet<string> colliding = StoreNames.Colliding(names);
        _folderOf = name => Path.Combine(root, StoreNames.FolderOf(name, colliding.Contains(name)));
    }

    /// <summary>A store of objects that are there already.</summary>
    /// <param name="folders">Their folders, by name.</param>
    public ObjectStore(IReadOnlyDictionary<string, string> folders) => _folderOf = name => folders[name];

    /// <summary>The folder of one object.</summary>
    public string FolderOf(string name) => _folderOf(name);

    /// <summary>The version that is in place; null if there is none or it is not whole.</summary>
    public Manifest? Find(string name)
    {
        // A version can be removed between reading the manifest and looking at its files: then a newer one is in place.
        string? broken = null;
        while (Read(name) is { } manifest && manifest.Version != broken)
        {
            if (IsWhole(FolderOf(name), manifest))
                return manifest;

            broken = manifest.Version;
        }

        return null;
    }

    /// <summary>Takes hold of the version that is in place, so that it is not removed while it is read; null if there is none.</summary>
    public StoredVersion? Open(string name)
    {
        // The same here: only a version that stays in place and can't be held is an error.
        string? refused = null;
        while (Find(name) is { } manifest)
        {
            if (StoredVersion.TryHold(FolderOf(name), manifest) is { } version)
                return version;
            if (manifest.Version == refused)
                throw new DssException($"The data of '{name}' in '{FolderOf(name)}' can't be opened. Check the folder's permissions, and that nothing but this engine writes into it.");

            refused = manifest.Version;
        }

        return null;
    }

    /// <summary>Starts a new version. Waits while another build, in this process or another, writes the same object.</summary>
    /// <param name="name">The object.</param>
    /// <param name="waiting">Called once if there is something to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DssException">The workspace can't be written to, has data of a newer version of the program, or the caller is a delegate that fills the object.</exception>
    public async Task<VersionWriter> BeginAsync(string name, Action? waiting = null, CancellationToken cancellationToken = default)
    {
        string folder = FolderOf(name);
        if (HeldByCode.Includes(folder))
            throw new DssException($"'{name}' is being filled by the delegate that asks to build, write or clear it, so this would wait for itself for ever. Give its rows to RecipeWork.WriteAsync, and build it after the delegate has ended.");

        SemaphoreSlim gate = _gates.GetOrAdd(name, static _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            waiting?.Invoke();
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            FileStream handle = await LockAsync(folder, waiting, cancellationToken).ConfigureAwait(false);
            try
            {
                // Data of a newer version of the program is not replaced: looking for it fails.
                Manifest? stored = Read(name);
                return new VersionWriter(this, name, folder, handle, gate, stored, isWhole: stored is not null && IsWhole(folder, stored));
            }
            catch
            {
                await handle.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>Removes an object's data.</summary>
    public async Task ClearAsync(string name, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(FolderOf(name)))
            return;

        using VersionWriter writer = await BeginAsync(name, null, cancellationToken).ConfigureAwait(false);
        writer.Clear();
    }

    internal void Publish(string name, Manifest manifest, bool flush) =>
        Durable.Exchange(Path.Combine(FolderOf(name), ManifestFile), System.Text.Encoding.UTF8.GetBytes(ManifestJson.Write(manifest)), flush);

    // The manifest, whether its files are there or not.
    private Manifest? Read(string name)
    {
        var file = new FileInfo(Path.Combine(FolderOf(name), ManifestFile));
        if (!file.Exists)
            return null;

        if (_cache.TryGetValue(name, out var cached) && cached.Written == file.LastWriteTimeUtc && cached.Length == file.Length && cached.Written < cached.Read - Racy && cached.Manifest is { } known)
            return known;

        try
        {
            DateTime now = DateTime.UtcNow;
            Manifest? manifest = ManifestJson.Read(file.FullName);
            manifest = manifest is not null && manifest.Name == name ? manifest : null;
            _cache[name] = (file.LastWriteTimeUtc, file.Length, now, manifest);
            return manifest;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task<FileStream> LockAsync(string folder, Action? waiting, CancellationToken cancellationToken)
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(5);
        bool told = false;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new DssException($"The workspace folder '{folder}' can't be written to: {exception.Message} Give this user the right to write there, or choose another WorkspaceFolder (--workspace).", exception);
            }
            catch (IOException exception) when (exception is DirectoryNotFoundException || !Durable.IsLockConflict(exception))
            {
                throw new DssException($"The workspace folder '{folder}' can't be written to: {exception.Message} Free space on the disk, or choose another WorkspaceFolder (--workspace).", exception);
            }
            catch (IOException)
            {
                if (!told)
                    waiting?.Invoke();

                told = true;
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = TimeSpan.FromMilliseconds(Math.Min(200, pause.TotalMilliseconds * 2));
            }
        }
    }

    private static bool IsWhole(string folder, Manifest manifest)
    {
        foreach (StoredFile stored in manifest.Files)
        {
            var file = new FileInfo(Path.Combine(folder, stored.Path));
            if (!file.Exists || file.Length != stored.Bytes)
                return false;
        }

        return true;
    }
}
