namespace DssTyped.Generator.Inputs;

/// <summary>Which flow has a namespace: two flows in one namespace would both declare <c>Datasets</c>, so the first by path gets it.</summary>
internal static class NamespaceOwners
{
    /// <summary>The flows that are generated.</summary>
    public static IEnumerable<FlowInput> Among(FlowInput[] flows) => flows.Length < 2 ? flows : flows.Where(flow => Owns(flow, flows));

    /// <summary>Whether a flow among all of a project's is generated.</summary>
    public static bool Owns(FlowInput flow, FlowInput[] flows) =>
        !Array.Exists(flows, other => other.Options.Namespace == flow.Options.Namespace && string.CompareOrdinal(other.Path, flow.Path) < 0);
}
