using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>What reading a snapshot gave.</summary>
/// <param name="Snapshot">The snapshot; null if the text can't be used at all. With errors among the findings it holds what could be read.</param>
/// <param name="Findings">What is wrong (DSS1xxx), in the order of the text.</param>
/// <param name="Text">The text, to turn spans into lines and columns.</param>
public sealed record SnapshotReadResult(Snapshot? Snapshot, IReadOnlyList<Finding> Findings, JsonText Text)
{
    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Rule.Severity == FlowSeverity.Error);
}
