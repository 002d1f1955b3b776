using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local;

/// <summary>Reads the snapshot an engine is opened on.</summary>
internal static class SnapshotFiles
{
    public static Snapshot Load(LocalEngineOptions options)
    {
        if (options.Snapshot is not null && options.SnapshotFile is not null)
            throw new ArgumentException("Give LocalEngineOptions either a Snapshot or a SnapshotFile, not both.", nameof(options));
        if (options.Snapshot is { } given)
            return given;
        if (options.SnapshotFile is not { } file)
            throw new ArgumentException("LocalEngineOptions needs a SnapshotFile or a Snapshot.", nameof(options));

        // A build copies snapshots beside the program, which need not be where it is started.
        string[] places = [Path.GetFullPath(file), Path.Combine(AppContext.BaseDirectory, file)];
        string path = Array.Find(places, File.Exists)
            ?? throw new DssException($"The snapshot '{file}' is neither in the working directory nor beside the program ({string.Join(", ", places.Distinct())}). Make one with 'dss-typed import', or correct the path.");

        SnapshotReadResult result = SnapshotReader.Read(File.ReadAllBytes(path));
        if (result.Snapshot is { } snapshot && !result.HasErrors)
            return snapshot;

        throw new DssException(string.Join(Environment.NewLine, result.Findings.Where(finding => finding.Rule.Severity == FlowSeverity.Error).Select(finding =>
        {
            LinePosition at = result.Text.PositionOf(finding.Span.Start);
            return FormattableString.Invariant($"{path}({at.Line},{at.Column}): error {finding.Rule.Id}: {finding.Message}");
        })));
    }
}
