using DssTyped.Emit.Model;
using DssTyped.Generator.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>The flows that a compilation generates, by the types of their classes: what analyzers of code know besides symbols.</summary>
internal sealed class FlowIndex
{
    private readonly Dictionary<string, BoundFlow> _flows = new(StringComparer.Ordinal);

    private FlowIndex(IEnumerable<BoundFlow> flows)
    {
        foreach (BoundFlow flow in flows)
            _flows[flow.Model.Header.Namespace] = flow;
    }

    /// <summary>The flows among a compilation's additional files.</summary>
    public static FlowIndex Of(AnalyzerOptions options, CancellationToken cancellationToken) => new(BoundFlows.Of(options, cancellationToken));

    /// <summary>The flow of a namespace; null for flows of referenced projects.</summary>
    public BoundFlow? FlowOf(INamespaceSymbol? @namespace) =>
        @namespace is not null && _flows.TryGetValue(@namespace.ToDisplayString(), out BoundFlow? flow) ? flow : null;

    /// <summary>The dataset of a class; null if it is none of these flows.</summary>
    public DatasetModel? DatasetOf(ITypeSymbol type) => type.ContainingType is null ? FlowOf(type.ContainingNamespace)?.DatasetOf(type.Name) : null;

    /// <summary>The recipe of a class; null if it is none of these flows.</summary>
    public RecipeModel? RecipeOf(ITypeSymbol type) => type.ContainingType is null ? FlowOf(type.ContainingNamespace)?.RecipeOf(type.Name) : null;
}
