using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Inference;

/// <summary>Derives what every recipe of a flow writes from the stored schemas of what it reads. Stored schemas are what DSS works with, so an error in one recipe does not hide or spread to others.</summary>
public sealed class FlowInference
{
    private readonly Dictionary<string, IReadOnlyList<DerivedSchema>> _byRecipe = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    /// <summary>Derives the schemas of all recipes.</summary>
    public FlowInference(FlowGraph graph)
    {
        Graph = graph;
        foreach (RecipeDefinition recipe in graph.RecipesInOrder)
        {
            var context = new InferenceContext(graph.Snapshot, recipe, reference => graph.Snapshot.FindDataset(reference)?.Schema);
            RecipeRules.For(recipe.Type).Infer(context);
            _byRecipe[recipe.Name] = [.. context.Outputs.Select(output => output.Build())];
            _findings.AddRange(context.Findings);
        }
    }

    /// <summary>The graph it was derived from.</summary>
    public FlowGraph Graph { get; }

    /// <summary>What is wrong with the settings of recipes.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The derived schemas of a recipe's outputs, in the recipe's order.</summary>
    public IReadOnlyList<DerivedSchema> Of(RecipeDefinition recipe) => _byRecipe[recipe.Name];

    /// <summary>What the producing recipe is known to write to a dataset; null for sources.</summary>
    public DerivedSchema? Of(DatasetDefinition dataset) =>
        Graph.ProducerOf(dataset.Id) is { } recipe
            ? Of(recipe).FirstOrDefault(schema => Graph.Snapshot.FindFlowObject(schema.Output)?.Id == dataset.Id)
            : null;
}
