using System.Collections.Concurrent;

namespace DssTyped.Local.Store;

/// <summary>The versions of datasets (or managed folders), one folder each, shared by any number of processes.</summary>
internal sealed class ObjectStore
{
    internal const string ManifestFile = "manifest.json";

    // A manifest can be replaced twice within the resolution of file times; what was read so soon after a change is read again.
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
        string folder = FolderOf(name);
        var file = new FileInfo(Path.Combine(folder, ManifestFile));
        if (!file.Exists)
            return null;

        if (_cache.TryGetValue(name, out var cached) && cached.Written == file.LastWriteTimeUtc && cached.Length == file.Length && cached.Written < cached.Read - Racy && cached.Manifest is { } known)
            return IsWhole(folder, known) ? known : null;

        try
        {
            DateTime now = DateTime.UtcNow;
            Manifest? manifest = ManifestJson.Read(file.FullName);
            manifest = manifest is not null && manifest.Name == name ? manifest : null;
            _cache[name] = (file.LastWriteTimeUtc, file.Length, now, manifest);
            return manifest is not null && IsWhole(folder, manifest) ? manifest : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Takes hold of the version that is in place, so that it is not collected while it is read; null if there is none.</summary>
    public StoredVersion? Open(string name)
    {
        // A version can be collected between reading the manifest and taking hold: then a newer one is there.
        for (int attempt = 0; ; attempt++)
        {
            if (Find(name) is not { } manifest)
                return null;

            if (StoredVersion.TryHold(FolderOf(name), manifest) is { } version)
                return version;
            if (attempt == 5)
                throw new DssException($"The data of '{name}' in '{FolderOf(name)}' keeps changing or can't be opened. Check the folder's permissions, and that nothing but this engine writes into it.");
        }
    }

    /// <summary>Starts a new version. Waits while another build, in this process or another, writes the same object.</summary>
    /// <param name="name">The object.</param>
    /// <param name="waiting">Called once if there is something to wait for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DssException">The workspace can't be written to, or has data of a newer version of the program.</exception>
    public async Task<VersionWriter> BeginAsync(string name, Action? waiting = null, CancellationToken cancellationToken = default)
    {
        string folder = FolderOf(name);
        SemaphoreSlim gate = _gates.GetOrAdd(name, static _ => new SemaphoreSlim(1, 1));
        if (!await gate.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            waiting?.Invoke();
            await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // Data of a newer version of the program is not replaced.
            _ = Find(name);
            FileStream handle = await LockAsync(folder, waiting, cancellationToken).ConfigureAwait(false);
            return new VersionWriter(this, name, folder, handle, gate);
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
        File.Delete(Path.Combine(FolderOf(name), ManifestFile));
        writer.Collect();
    }

    internal void Publish(string name, Manifest manifest, bool flush) =>
        Durable.Replace(Path.Combine(FolderOf(name), ManifestFile), System.Text.Encoding.UTF8.GetBytes(ManifestJson.Write(manifest)), flush);

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
                throw new DssException($"The workspace folder '{folder}' can't be written to: {exception.Message} Give this user the right to write there, or choose another WorkspaceFolder.", exception);
            }
            catch (IOException exception) when (exception is DirectoryNotFoundException || !IsLockConflict(exception))
            {
                throw new DssException($"The workspace folder '{folder}' can't be written to: {exception.Message} Free space on the disk, or choose another WorkspaceFolder.", exception);
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

    // Windows: sharing or lock violation. Elsewhere .NET reports EWOULDBLOCK (11 on Linux, 35 on macOS) with the error number as HResult.
    internal static bool IsLockConflict(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

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
