using System.Globalization;
using System.Text;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>Writes snapshots for git: one order, 2-space indent, small objects such as columns on one line, LF, a final line feed. Equal snapshots give equal bytes.</summary>
public static class SnapshotWriter
{
    /// <summary>The address of the JSON Schema of snapshots, which editors complete and check them by.</summary>
    public const string SchemaUri = "urn:dsstyped:dss-snapshot:1";

    private const int LineLength = 120;

    /// <summary>The snapshot as text.</summary>
    /// <exception cref="SnapshotException">No dataset has a column: the snapshot would look enforced and check nothing.</exception>
    public static string Write(Snapshot snapshot)
    {
        if (snapshot.Datasets.All(dataset => dataset.Schema.Count == 0))
            throw new SnapshotException(SnapshotDiagnostics.NothingToCheck, snapshot.Datasets.Count.ToString(CultureInfo.InvariantCulture));

        return JsonWriter.Indented(CanonicalSnapshot.Of(snapshot.Raw), LineLength);
    }

    /// <summary>The snapshot as UTF-8, without a byte order mark.</summary>
    /// <exception cref="SnapshotException">No dataset has a column.</exception>
    public static byte[] WriteBytes(Snapshot snapshot) => Encoding.UTF8.GetBytes(Write(snapshot));
}
