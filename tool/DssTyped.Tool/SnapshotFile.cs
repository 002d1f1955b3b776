using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tool;

/// <summary>A snapshot file that a verb works on.</summary>
/// <param name="Path">The path, as the user gave it.</param>
/// <param name="Read">What was read.</param>
internal sealed record SnapshotFile(string Path, SnapshotReadResult Read)
{
    /// <summary>Reads a file, whatever is wrong in it.</summary>
    /// <exception cref="IOException">There is no such file, or it can't be read.</exception>
    public static SnapshotFile Open(string path) => Directory.Exists(path)
        ? throw new IOException($"'{path}' is a folder. Give a snapshot file, or make one with 'dss-typed import {path} --project-key KEY -o X.dss.json'.")
        : File.Exists(path)
            ? new SnapshotFile(path, SnapshotReader.Read(File.ReadAllBytes(path)))
            : throw new FileNotFoundException($"There is no file '{path}'.", path);

    /// <summary>Reads a file that must be a snapshot.</summary>
    /// <exception cref="SnapshotException">It is none.</exception>
    public static SnapshotFile OpenValid(string path)
    {
        SnapshotFile file = Open(path);
        return file.Read.Snapshot is not null
            ? file
            : throw new SnapshotException([.. file.Read.Findings.Where(finding => finding.Rule.Severity == FlowSeverity.Error)
                .Select(finding => new SnapshotProblem(path, file.PositionOf(finding), finding))]);
    }

    /// <summary>The snapshot of a valid file.</summary>
    public Snapshot Snapshot => Read.Snapshot ?? throw new InvalidOperationException($"'{Path}' was not opened as a valid snapshot.");

    /// <summary>Where a finding stands; the first character if it is about the whole file.</summary>
    public LinePosition PositionOf(Finding finding) => Read.Text.PositionOf(finding.Span.Start);
}
