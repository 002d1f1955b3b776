using DssTyped.Emit.Model;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DssTyped.Generator.Inputs;

/// <summary>A flow as analyzers and refactorings see it: what is generated, and where to find it by the name of its class.</summary>
internal sealed class BoundFlow(FlowModel model)
{
    private readonly Dictionary<string, DatasetModel> _datasets = model.Datasets.ToDictionary(dataset => dataset.TypeName, StringComparer.Ordinal);
    private readonly Dictionary<string, RecipeModel> _recipes = model.Recipes.ToDictionary(recipe => recipe.TypeName, StringComparer.Ordinal);

    private readonly HashSet<string> _datasetNames = new(model.Datasets.Select(dataset => dataset.DssName), StringComparer.Ordinal);
    private readonly HashSet<string> _recipeNames = new(model.Recipes.Select(recipe => recipe.DssName), StringComparer.Ordinal);
    private readonly HashSet<string> _needed = new(model.Recipes.SelectMany(recipe => recipe.Proofs).Select(proof => proof.TypeName), StringComparer.Ordinal);

    public FlowModel Model => model;

    public bool HasDataset(string dssName) => _datasetNames.Contains(dssName);

    public bool HasRecipe(string dssName) => _recipeNames.Contains(dssName);

    /// <summary>Whether a recipe takes the proof that an object was built.</summary>
    public bool NeedsProofOf(string typeName) => _needed.Contains(typeName);

    public DatasetModel? DatasetOf(string typeName) => _datasets.TryGetValue(typeName, out DatasetModel? dataset) ? dataset : null;

    public RecipeModel? RecipeOf(string typeName) => _recipes.TryGetValue(typeName, out RecipeModel? recipe) ? recipe : null;
}

/// <summary>Binds each flow once for all analyzers, as long as its files and its settings stay.</summary>
internal static class BoundFlows
{
    private static readonly FlowCache<Result> Cache = new();

    /// <summary>The flows among a project's additional files that can be read.</summary>
    public static IEnumerable<BoundFlow> Of(AnalyzerOptions options, CancellationToken cancellationToken) =>
        FlowInput.Of(options).Select(flow => Cache.Of(flow, input => new Result(input.Bind(cancellationToken))).Flow).Where(flow => flow is not null).Select(flow => flow!);

    private sealed class Result(FlowModel? model)
    {
        public BoundFlow? Flow { get; } = model is null ? null : new BoundFlow(model);
    }
}
