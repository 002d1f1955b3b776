using System.Diagnostics;
using System.Globalization;
using System.Text;
using DssTyped.Benchmarks;
using DssTyped.Flow.Checks;
using DssTyped.Flow.Diff;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Snapshots;

// Usage: DssTyped.Benchmarks verify, for the whole process; write DATASETS COLUMNS FILE, to time other programs; without arguments, the parts.
if (args is ["verify"])
{
    VerifyProcess.Measure();
    return;
}

if (args is ["write", var count, var width, var file])
{
    File.WriteAllText(file, SyntheticFlow.Text(int.Parse(count, CultureInfo.InvariantCulture), int.Parse(width, CultureInfo.InvariantCulture)));
    return;
}

Console.WriteLine("| datasets x columns | MB | read ms | check ms | lineage ms | diff ms | peak MB |");
Console.WriteLine("|---|---|---|---|---|---|---|");
foreach ((int datasets, int columns) in new[] { (100, 30), (100, 30), (1_000, 30), (5_000, 30), (11_000, 20) })
{
    byte[] text = Encoding.UTF8.GetBytes(SyntheticFlow.Text(datasets, columns));
    (SnapshotReadResult read, double reading) = Time(() => SnapshotReader.Read(text));
    (FlowCheckResult check, double checking) = Time(() => FlowChecks.Run(read));
    (_, double tracing) = Time(() => new ColumnLineage(check.Inference!).Upstream(new LineageColumn(read.Snapshot!.Datasets[^1].Id, "column_1")));
    (_, double comparing) = Time(() => SnapshotDiff.Compare(read.Snapshot!, read.Snapshot!));
    double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
    Console.WriteLine(FormattableString.Invariant($"| {datasets} x {columns} | {text.Length / 1e6:F1} | {reading:F0} | {checking:F0} | {tracing:F0} | {comparing:F0} | {peak:F0} |"));
}

static (T Result, double Milliseconds) Time<T>(Func<T> run)
{
    long start = Stopwatch.GetTimestamp();
    T result = run();
    return (result, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
}
