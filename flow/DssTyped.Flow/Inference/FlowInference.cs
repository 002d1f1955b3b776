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

    private readonly Dictionary<string, Schema>? _propagated;

    /// <summary>Derives the schemas of all recipes.</summary>
    public FlowInference(FlowGraph graph)
        : this(graph, propagate: false)
    {
    }

    private FlowInference(FlowGraph graph, bool propagate)
    {
        Graph = graph;
        _propagated = propagate ? new Dictionary<string, Schema>(StringComparer.Ordinal) : null;
        foreach (RecipeDefinition recipe in graph.RecipesInOrder)
        {
            var context = new InferenceContext(graph.Snapshot, recipe, reference => graph.Snapshot.FindDataset(reference) is { } input ? SchemaAfterBuild(input) : null);
            RecipeRules.For(recipe.Type).Infer(context);
            DerivedSchema[] outputs = [.. context.Outputs.Select(output => output.Build())];
            _byRecipe[recipe.Name] = outputs;
            _findings.AddRange(context.Findings);
            if (_propagated is not null)
            {
                foreach (DerivedSchema output in outputs)
                    Propagate(output, _propagated);
            }
        }
    }

    /// <summary>Derives what recipes would write if all of them were built now: what one writes is what the next one reads, whatever is stored.</summary>
    public static FlowInference AfterBuild(FlowGraph graph) => new(graph, propagate: true);

    /// <summary>The schema a dataset has, or after <see cref="AfterBuild"/> would have; the stored one where what is written is not known for sure.</summary>
    public Schema SchemaAfterBuild(DatasetDefinition dataset) =>
        _propagated is not null && _propagated.TryGetValue(dataset.Id, out Schema? schema) ? schema : dataset.Schema;

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

    private void Propagate(DerivedSchema derived, Dictionary<string, Schema> propagated)
    {
        if (derived.Certainty != Certainty.Exact || Graph.Snapshot.FindDataset(derived.Output) is not { } dataset || propagated.ContainsKey(dataset.Id))
            return;

        propagated.Add(dataset.Id, new Schema([.. derived.Columns.Select(column =>
        {
            // DSS takes the types of prepared columns from the data: what is stored is the best guess.
            SchemaColumn? stored = dataset.Schema.Find(column.Name);
            StorageType type = derived.TypesKnown && column.Type != StorageType.Unknown ? column.Type : stored?.Type ?? StorageType.String;
            return stored?.Type == type ? stored : new SchemaColumn(column.Name, type);
        })]));
    }
}
