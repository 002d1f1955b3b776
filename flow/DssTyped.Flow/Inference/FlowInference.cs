using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Inference;

/// <summary>Derives what every recipe of a flow writes from the stored schemas of what it reads. Stored schemas are what DSS works with, so an error in one recipe does not hide or spread to others.</summary>
public sealed class FlowInference
{
    private readonly Dictionary<string, RecipeInference> _byRecipe = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Schema>? _propagated;

    /// <summary>Derives the schemas of all recipes.</summary>
    public FlowInference(FlowGraph graph)
        : this(graph, propagate: false, previous: null)
    {
    }

    private FlowInference(FlowGraph graph, bool propagate, FlowInference? previous)
    {
        Graph = graph;
        _propagated = propagate ? new Dictionary<string, Schema>(StringComparer.Ordinal) : null;
        IReadOnlyList<RecipeDefinition> recipes = graph.RecipesInOrder;
        var inferences = new RecipeInference[recipes.Count];
        if (_propagated is not null)
        {
            for (int i = 0; i < inferences.Length; i++)
            {
                inferences[i] = Infer(recipes[i], previous);
                foreach (DerivedSchema output in inferences[i].Outputs)
                    Propagate(output, _propagated);
            }
        }
        else
        {
            // From stored schemas, no recipe needs another.
            Parallel.For(0, inferences.Length, i => inferences[i] = Infer(recipes[i], previous));
        }

        for (int i = 0; i < inferences.Length; i++)
            _byRecipe[recipes[i].Name] = inferences[i];
    }

    /// <summary>Derives what recipes would write if all of them were built now: what one writes is what the next one reads, whatever is stored.</summary>
    public static FlowInference AfterBuild(FlowGraph graph) => new(graph, propagate: true, previous: null);

    /// <summary>Derives the schemas of all recipes; those of recipes that, with all they read and write, are the same objects as before are taken over, with their findings.</summary>
    /// <param name="graph">The graph of a snapshot that shares objects with the previous one.</param>
    /// <param name="previous">What was derived before.</param>
    public static FlowInference After(FlowGraph graph, FlowInference? previous) => new(graph, propagate: false, previous);

    /// <summary>The schema a dataset has, or after <see cref="AfterBuild"/> would have; the stored one where what is written is not known for sure.</summary>
    public Schema SchemaAfterBuild(DatasetDefinition dataset) =>
        _propagated is not null && _propagated.TryGetValue(dataset.Id, out Schema? schema) ? schema : dataset.Schema;

    /// <summary>The graph it was derived from.</summary>
    public FlowGraph Graph { get; }

    /// <summary>What is wrong with the settings of recipes.</summary>
    public IReadOnlyList<Finding> Findings => [.. Graph.RecipesInOrder.SelectMany(recipe => _byRecipe[recipe.Name].Findings)];

    /// <summary>The derived schemas of a recipe's outputs, in the recipe's order.</summary>
    public IReadOnlyList<DerivedSchema> Of(RecipeDefinition recipe) => _byRecipe[recipe.Name].Outputs;

    /// <summary>What the producing recipe is known to write to a dataset; null for sources.</summary>
    public DerivedSchema? Of(DatasetDefinition dataset) =>
        Graph.ProducerOf(dataset.Id) is { } recipe
            ? Of(recipe).FirstOrDefault(schema => Graph.Snapshot.FindFlowObject(schema.Output)?.Id == dataset.Id)
            : null;

    private RecipeInference Infer(RecipeDefinition recipe, FlowInference? previous) =>
        previous is not null && previous._byRecipe.TryGetValue(recipe.Name, out RecipeInference? before) && before.HoldsIn(Graph.Snapshot, recipe)
            ? before
            : new RecipeInference(new InferenceContext(Graph.Snapshot, recipe, reference => Graph.Snapshot.FindDataset(reference) is { } input ? SchemaAfterBuild(input) : null));

    private void Propagate(DerivedSchema derived, Dictionary<string, Schema> propagated)
    {
        if (derived.Certainty != Certainty.Exact || Graph.Snapshot.FindDataset(derived.Output) is not { } dataset || propagated.ContainsKey(dataset.Id))
            return;

        propagated.Add(dataset.Id, new Schema([.. derived.Columns.Select(column =>
        {
            // Where DSS takes a type from the data, a stored type that holds it is the best guess.
            if (dataset.Schema.Find(column.Name) is { } stored && derived.Allows(column, stored.Type))
                return stored;

            return new SchemaColumn(column.Name, column.Type == StorageType.Unknown ? StorageType.String : column.Type);
        })]));
    }
}
