using DssTyped.Flow;

namespace DssTyped.Generator.Inputs;

/// <summary>Which flow has a namespace: two flows in one namespace would both declare <c>Datasets</c>, so the first by path gets it.</summary>
/// <param name="Losers">The paths of flows that are not generated.</param>
internal sealed record NamespaceOwners(EquatableArray<string> Losers)
{
    public static NamespaceOwners Of(IEnumerable<FlowInput> flows) => new(flows
        .GroupBy(flow => flow.Options.Namespace, StringComparer.Ordinal)
        .SelectMany(group => group.Select(flow => flow.Path).OrderBy(path => path, StringComparer.Ordinal).Skip(1))
        .OrderBy(path => path, StringComparer.Ordinal)
        .ToEquatableArray());

    public bool Owns(FlowInput flow) => !Losers.Contains(flow.Path, StringComparer.Ordinal);
}
