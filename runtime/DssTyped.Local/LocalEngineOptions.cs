using DssTyped.Flow.Snapshots;
using Microsoft.Extensions.Logging;

namespace DssTyped.Local;

/// <summary>What an embedded engine works on and with.</summary>
public sealed record LocalEngineOptions
{
    /// <summary>
    /// The snapshot file (<c>X.dss.json</c>). Give this or <see cref="Snapshot"/>. A relative path starts at the working directory or, if it
    /// is not there, at the folder of the program, where a build copies snapshots.
    /// </summary>
    public string? SnapshotFile { get; init; }

    /// <summary>A snapshot that was read already. Give this or <see cref="SnapshotFile"/>.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The folder of source data: <c>DATASET.csv</c>, <c>DATASET/*</c>, or an unpacked DSS export with its <c>uploads</c>; null if there is none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The folder that results are kept in; made when needed. Several processes may share it.</summary>
    public string WorkspaceFolder { get; init; } = ".dsstyped";

    /// <summary>Where to log.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>How many recipes run side by side; null for one per processor.</summary>
    public int? Workers { get; init; }

    /// <summary>How much memory DuckDB may use for all recipes together, in bytes; null for 60 % of what the machine or container has. Reading rows has the same limit once more, and takes little of it.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Values of project variables that replace those of the snapshot.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Files that stand for what recipes would write, by dataset name; see <see cref="LocalEngine.Pin"/>.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();
}
