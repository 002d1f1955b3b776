namespace DssTyped.Rest;

/// <summary>What a job would do, as far as the flow's graph tells: only DSS knows what is out of date.</summary>
internal static class EnginePlan
{
    public static BuildPlan Of(DssFlowGraph graph, JobRequest request)
    {
        HashSet<string> asked = [.. request.Outputs.Select(output => output.Id)];
        HashSet<string> wanted = request.Mode == BuildMode.NonRecursiveForced ? asked : Upstream(graph, asked);
        var steps = new List<BuildPlanStep>();
        foreach (DssFlowNode node in graph.InTraversalOrder())
        {
            if (!node.Type.StartsWith("RUNNABLE", StringComparison.Ordinal) || !node.Successors.Any(wanted.Contains))
                continue;
            steps.Add(new BuildPlanStep(node.Ref, node.SubType ?? node.Type, BuildPlanAction.Run, Reason(request.Mode, node.Successors.Any(asked.Contains)), node.Successors));
        }

        return new BuildPlan(steps);
    }

    /// <summary>The given nodes and everything that leads to them.</summary>
    public static HashSet<string> Upstream(DssFlowGraph graph, IEnumerable<string> from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rest = new Stack<string>(from);
        while (rest.TryPop(out string? key))
        {
            if (!seen.Add(key) || graph.Find(key) is not { } node)
                continue;
            foreach (string before in node.Predecessors)
                rest.Push(before);
        }

        return seen;
    }

    private static string Reason(BuildMode mode, bool asked) => mode switch
    {
        BuildMode.NonRecursiveForced => "asked for",
        BuildMode.RecursiveForced => asked ? "asked for" : "needed, and everything is rebuilt",
        BuildMode.Recursive => "runs if DSS finds its outputs out of date",
        BuildMode.RecursiveMissingOnly => "runs if its outputs were never built",
    };
}
