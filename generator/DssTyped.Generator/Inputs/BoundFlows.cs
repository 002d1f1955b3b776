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

/// <summary>Each flow is bound once as long as its files and its settings stay: by the generator, which runs first in a build, or by the first analyzer that asks.</summary>
internal static class BoundFlows
{
    private static readonly FlowCache<Result> Cache = new();

    /// <summary>The flows among a project's additional files that can be read.</summary>
    public static IEnumerable<BoundFlow> Of(AnalyzerOptions options, CancellationToken cancellationToken) =>
        FlowInput.Of(options).Select(flow => Cache.Of(flow, input => new Result(input.Bind(cancellationToken))).Flow).Where(flow => flow is not null).Select(flow => flow!);

    /// <summary>Keeps for analyzers what the generator has bound.</summary>
    public static void Keep(FlowInput input, FlowModel? model) => Cache.Keep(input, new Result(model));

    private sealed class Result(FlowModel? model)
    {
        private readonly Lazy<BoundFlow?> _flow = new(() => model is null ? null : new BoundFlow(model));

        // Made when an analyzer asks: the generator needs no search by name.
        public BoundFlow? Flow => _flow.Value;
    }
}
