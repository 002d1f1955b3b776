using DssTyped.Flow;
using DssTyped.Local.Duck;
using DssTyped.Local.Rows;
using DssTyped.Local.Store;

namespace DssTyped.Local;

/// <summary>The results in a workspace folder, for those who have no snapshot at hand: schemas are kept with the data.</summary>
public sealed class LocalWorkspace : IDisposable
{
    private readonly ObjectStore _store;
    private readonly Lazy<DuckDbHost> _host;
    private readonly string _folder;

    private LocalWorkspace(string folder)
    {
        _folder = folder;
        string data = Path.Combine(folder, "data");
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.Exists(data) ? Directory.EnumerateDirectories(data) : [])
        {
            string manifest = Path.Combine(path, ObjectStore.ManifestFile);
            if (File.Exists(manifest) && ManifestJson.Read(manifest) is { } known)
                folders[known.Name] = path;
        }

        Datasets = [.. folders.Keys.Order(StringComparer.Ordinal)];
        _store = new ObjectStore(folders);
        _host = new Lazy<DuckDbHost>(() => new DuckDbHost((long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.6), Environment.ProcessorCount, Path.Combine(folder, "tmp")));
    }

    /// <summary>The datasets that have data, in ordinal order.</summary>
    public IReadOnlyList<string> Datasets { get; }

    /// <summary>Opens a workspace.</summary>
    /// <exception cref="DssException">The folder does not exist.</exception>
    public static LocalWorkspace Open(string folder)
    {
        string path = Path.GetFullPath(folder);
        return Directory.Exists(path)
            ? new LocalWorkspace(path)
            : throw new DssException($"The workspace '{path}' does not exist. Build something first with 'dss-typed run', or correct the path.");
    }

    /// <summary>Opens a dataset for reading.</summary>
    /// <exception cref="DssException">The workspace has no such data.</exception>
    public RowReader OpenReader(ReadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        StoredVersion version = (Datasets.Contains(request.Dataset) ? _store.Open(request.Dataset) : null) ?? throw new DssException(
            $"The workspace '{_folder}' has no data of '{request.Dataset}'{(NearestName.Of(request.Dataset, Datasets) is { } near ? $"; did you mean '{near}'?" : ".")} It has: {(Datasets.Count == 0 ? "nothing" : string.Join(", ", Datasets))}.");
        return LocalRowReader.Open(_host.Value, version, request, cancellationToken);
    }

    /// <summary>Frees what reading needed.</summary>
    public void Dispose()
    {
        if (_host.IsValueCreated)
            _host.Value.Dispose();
    }
}
