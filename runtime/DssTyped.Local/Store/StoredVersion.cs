using DssTyped.Local.Recipes;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Store;

/// <summary>A version that is held while it is read: nobody collects it.</summary>
internal sealed class StoredVersion : IDisposable
{
    private readonly IReadOnlyList<FileStream> _holds;

    private StoredVersion(string folder, Manifest manifest, IReadOnlyList<FileStream> holds)
    {
        Folder = folder;
        Manifest = manifest;
        _holds = holds;
    }

    /// <summary>The dataset's folder.</summary>
    public string Folder { get; }

    public Manifest Manifest { get; }

    /// <summary>The paths of the files, in the order of the rows.</summary>
    /// <param name="partitions">The partitions to read; null for everything.</param>
    public IEnumerable<string> Paths(IReadOnlyCollection<string>? partitions = null) => Files(partitions).Select(file => Path.Combine(Folder, file.Path));

    /// <summary>The number of rows.</summary>
    /// <param name="partitions">The partitions to read; null for everything.</param>
    public long Rows(IReadOnlyCollection<string>? partitions = null) => Files(partitions).Sum(file => file.Rows);

    /// <summary>What to write after FROM to select the rows in their order.</summary>
    public string Sql(IReadOnlyCollection<string>? partitions = null)
    {
        string[] paths = [.. Paths(partitions)];
        if (paths.Length > 0)
            return $"read_parquet([{string.Join(", ", paths.Select(SqlText.Literal))}], hive_partitioning = false)";

        // No file: no rows, but still columns.
        return Manifest.Schema.Count == 0
            ? "(SELECT NULL::BOOLEAN AS \"column\" WHERE false)"
            : $"(SELECT {string.Join(", ", Manifest.Schema.Select((column, i) => $"NULL::{DuckDbTypes.Of(column.Type)} AS {SqlText.Name(Manifest.PhysicalNames[i])}"))} WHERE false)";
    }

    /// <summary>The version as a translator sees it.</summary>
    public Relation Relation(string role, string reference, IReadOnlyCollection<string>? partitions = null) =>
        new(role, reference, Sql(partitions), Manifest.Schema, Rows(partitions), Manifest.PhysicalNames);

    /// <summary>A statement that selects columns by their DSS names, in this order.</summary>
    public string Select(IEnumerable<string> columns, IReadOnlyCollection<string>? partitions = null)
    {
        string list = string.Join(", ", columns.Select(column => SqlText.Name(Manifest.PhysicalNames[Manifest.Schema.IndexOf(column)])));
        return $"SELECT {(list.Length == 0 ? "*" : list)} FROM {Sql(partitions)}";
    }

    /// <summary>The same version held once more, for a reader that may outlive this.</summary>
    public StoredVersion Again() => TryHold(Folder, Manifest) ?? throw new IOException($"The files of '{Manifest.Name}' in '{Folder}' are gone although they are read. Build it again.");

    public void Dispose()
    {
        foreach (FileStream hold in _holds)
            hold.Dispose();
    }

    private IEnumerable<StoredFile> Files(IReadOnlyCollection<string>? partitions) =>
        Manifest.Files.Where(file => partitions is null || (file.Partition is not null && partitions.Contains(file.Partition)));

    /// <summary>Takes hold of a version's folders; null if one is gone.</summary>
    internal static StoredVersion? TryHold(string folder, Manifest manifest)
    {
        var holds = new List<FileStream>();
        try
        {
            foreach (string path in FilesToLock(folder, manifest))
            {
                holds.Add(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));

                // It may have been removed between opening and locking.
                if (!File.Exists(path))
                    throw new FileNotFoundException(null, path);
            }

            return new StoredVersion(folder, manifest, holds);
        }
        catch (IOException)
        {
            foreach (FileStream hold in holds)
                hold.Dispose();

            return null;
        }
    }

    // A manifest that refers to one folder only lists all files in it.
    private static IEnumerable<string> FilesToLock(string folder, Manifest manifest)
    {
        string[] versions = [.. manifest.Folders];
        IEnumerable<string?> files = versions.Length == 1
            ? [VersionFolder.First(manifest.Files.Select(file => Path.Combine(folder, file.Path)))]
            : versions.Select(version => VersionFolder.FileToLock(Path.Combine(folder, version)));
        return files.OfType<string>();
    }
}
