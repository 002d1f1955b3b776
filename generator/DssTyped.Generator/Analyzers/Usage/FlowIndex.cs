using DssTyped.Emit.Model;
using DssTyped.Generator.Inputs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Analyzers.Usage;

/// <summary>The flows that a compilation generates, by the types of their classes: what analyzers of code know besides symbols.</summary>
internal sealed class FlowIndex
{
    private readonly Dictionary<string, FlowModel> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatasetModel> _datasets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecipeModel> _recipes = new(StringComparer.Ordinal);

    private FlowIndex(IEnumerable<FlowModel> flows)
    {
        foreach (FlowModel flow in flows)
        {
            _flows[flow.Header.Namespace] = flow;
            foreach (DatasetModel dataset in flow.Datasets)
                _datasets[$"{flow.Header.Namespace}.{dataset.TypeName}"] = dataset;
            foreach (RecipeModel recipe in flow.Recipes)
                _recipes[$"{flow.Header.Namespace}.{recipe.TypeName}"] = recipe;
        }
    }

    /// <summary>The flows among a compilation's additional files.</summary>
    public static FlowIndex Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        IEnumerable<InputFile> files = options.AdditionalFiles.Select(file => InputFile.Of(file, options.AnalyzerConfigOptionsProvider)).Where(file => file is not null).Select(file => file!);
        return new FlowIndex(FlowInput.Of(files).Select(flow => BoundFlows.Of(flow, cancellationToken)).Where(flow => flow is not null).Select(flow => flow!));
    }

    /// <summary>The flow of a namespace; null for flows of referenced projects.</summary>
    public FlowModel? FlowOf(INamespaceSymbol @namespace) => _flows.TryGetValue(@namespace.ToDisplayString(), out FlowModel? flow) ? flow : null;

    /// <summary>The dataset of a class; null if it is none of these flows.</summary>
    public DatasetModel? DatasetOf(ITypeSymbol type) => _datasets.TryGetValue(type.ToDisplayString(), out DatasetModel? dataset) ? dataset : null;

    /// <summary>The recipe of a class; null if it is none of these flows.</summary>
    public RecipeModel? RecipeOf(ITypeSymbol type) => _recipes.TryGetValue(type.ToDisplayString(), out RecipeModel? recipe) ? recipe : null;
}
