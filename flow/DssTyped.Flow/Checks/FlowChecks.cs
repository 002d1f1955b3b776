using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>Checks a whole flow: what the compiler, the editor and <c>dss-typed verify</c> tell about it.</summary>
public static class FlowChecks
{
    /// <summary>Everything that is wrong with a snapshot that was read: the file (DSS1xxx) and the flow (DSS2xxx), in the order of the text.</summary>
    public static FlowCheckResult Run(SnapshotReadResult read)
    {
        if (read.Snapshot is not { } snapshot)
            return new FlowCheckResult(null, read.Findings, []);

        FlowCheckResult result = Run(snapshot);
        return result with { Findings = InOrder(read.Findings.Concat(result.Findings)) };
    }

    /// <summary>What is wrong with a flow (DSS2xxx).</summary>
    public static FlowCheckResult Run(Snapshot snapshot) => Run(new FlowInference(new FlowGraph(snapshot)));

    /// <summary>What is wrong with a flow whose schemas were derived already (DSS2xxx).</summary>
    public static FlowCheckResult Run(FlowInference inference)
    {
        var findings = new List<Finding>(inference.Findings);
        ReferenceChecks.Run(inference.Graph, findings);
        OrderChecks.Run(inference.Graph, findings);
        PartitionChecks.Run(inference.Graph.Snapshot, findings);
        IReadOnlyList<OutputComparison> outputs = SchemaComparison.Of(inference);
        findings.AddRange(outputs.Where(output => output.IsStale).Select(output => output.ToFinding()));
        return new FlowCheckResult(inference, InOrder(findings), outputs);
    }

    private static IReadOnlyList<Finding> InOrder(IEnumerable<Finding> findings) =>
        [.. findings.Distinct().OrderBy(finding => finding.Span.Start).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal).ThenBy(finding => finding.Message, StringComparer.Ordinal)];
}

/// <summary>What was found out about a flow.</summary>
/// <param name="Inference">The derived schemas and the graph; null if the snapshot can't be used at all.</param>
/// <param name="Findings">What is wrong, in the order of the text.</param>
/// <param name="Outputs">Every output of every recipe, derived against stored, in the order of the flow.</param>
public sealed record FlowCheckResult(FlowInference? Inference, IReadOnlyList<Finding> Findings, IReadOnlyList<OutputComparison> Outputs)
{
    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Rule.Severity == FlowSeverity.Error);
}
