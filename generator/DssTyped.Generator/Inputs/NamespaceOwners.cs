namespace DssTyped.Generator.Inputs;

/// <summary>
/// Which flow has a namespace: two flows in one namespace would both declare <c>Datasets</c>, so the first by path gets it. Case does not make
/// two of one: generated files are named after namespaces, and compilers tell the names of such files apart without case.
/// </summary>
internal static class NamespaceOwners
{
    /// <summary>The flows that are generated.</summary>
    public static IEnumerable<FlowInput> Among(FlowInput[] flows) => flows.Length < 2 ? flows : flows.Where(flow => OwnerOf(flow, flows) == flow);

    /// <summary>The flow among all of a project's that has the namespace of a flow: itself if it is generated.</summary>
    public static FlowInput OwnerOf(FlowInput flow, FlowInput[] flows) => flows
        .Where(other => string.Equals(other.Options.Namespace, flow.Options.Namespace, StringComparison.OrdinalIgnoreCase))
        .OrderBy(other => other.Path, StringComparer.Ordinal)
        .First();
}
