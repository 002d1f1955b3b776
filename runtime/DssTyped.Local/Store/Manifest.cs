using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Store;

/// <summary>What one version of a dataset or folder consists of. It is swapped in by a rename, so a version is there whole or not at all.</summary>
internal sealed record Manifest
{
    /// <summary>The version's id, which is also the name of the folder that the newest files are in.</summary>
    public required string Version { get; init; }

    /// <summary>The name of the dataset, or the id of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>What the data was computed from, as one hash; see <see cref="Planning.Fingerprints"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What it was computed from beside its inputs, shortened; null if that is not known.</summary>
    public Planning.ResultBasis? Basis { get; init; }

    /// <summary>The columns, with their DSS names and types.</summary>
    public Schema Schema { get; init; } = Schema.Empty;

    /// <summary>The names of the columns in the files, by position.</summary>
    public IReadOnlyList<string> PhysicalNames { get; init; } = [];

    /// <summary>The files, in the order of the rows.</summary>
    public required IReadOnlyList<StoredFile> Files { get; init; }

    /// <summary>The partitions; empty if the dataset is not partitioned.</summary>
    public IReadOnlyList<StoredPartition> Partitions { get; init; } = [];

    /// <summary>The source files it was read from; empty for recipe outputs.</summary>
    public IReadOnlyList<SourceStamp> Sources { get; init; } = [];

    /// <summary>The recipe that wrote it; null for sources.</summary>
    public string? Recipe { get; init; }

    /// <summary>The versions of the inputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>How many warnings the build gave, with the first of them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The job that wrote it; null for sources read outside of a job.</summary>
    public string? JobId { get; init; }

    /// <summary>The engine version.</summary>
    public required string Engine { get; init; }

    /// <summary>When it was written, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The number of rows.</summary>
    public long Rows => Files.Sum(file => file.Rows);

    /// <summary>The names of the version folders that the files are in.</summary>
    public IEnumerable<string> Folders => Files.Select(file => file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)]).Append(Version).Distinct(StringComparer.Ordinal);
}

/// <summary>A file of a version.</summary>
/// <param name="Path">Its path from the dataset's folder, with slashes.</param>
/// <param name="Bytes">Its size: a file of another size is torn.</param>
/// <param name="Rows">Its rows; 0 for files of managed folders.</param>
/// <param name="Partition">Its partition; null if the dataset is not partitioned.</param>
internal sealed record StoredFile(string Path, long Bytes, long Rows, string? Partition = null);

/// <summary>A partition of a dataset.</summary>
/// <param name="Id">Its id, such as <c>2026-01-01|FR</c>.</param>
/// <param name="Version">The version that it was built in.</param>
/// <param name="Fingerprint">What it was computed from.</param>
/// <param name="At">When it was built, in UTC.</param>
internal sealed record StoredPartition(string Id, string Version, string Fingerprint, DateTimeOffset At);

/// <summary>A source file as it was when it was read.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Bytes">The size.</param>
/// <param name="ModifiedUtc">When it was last changed.</param>
/// <param name="Sha256">The hash of its content.</param>
internal sealed record SourceStamp(string Path, long Bytes, DateTimeOffset ModifiedUtc, string Sha256)
{
    /// <summary>What tells whether the file is still the same without reading it; null if only reading it can tell.</summary>
    public string? Mark { get; init; }
}
