using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tool.Commands;

/// <summary>Which recipes <c>--select</c> means: names of datasets or recipes, <c>+X</c> with all that X needs, <c>X+</c> with all that follows from it.</summary>
/// <param name="Recipes">The recipes, in the order to run them.</param>
/// <param name="WithUpstream">Whether any of them was asked for with what it needs.</param>
internal sealed record RunSelection(IReadOnlyList<RecipeDefinition> Recipes, bool WithUpstream)
{
    /// <summary>Reads an expression.</summary>
    /// <exception cref="ToolException">A name is neither a dataset nor a recipe.</exception>
    public static RunSelection Parse(FlowGraph graph, string expression)
    {
        var selected = new HashSet<RecipeDefinition>();
        bool upstream = false;
        foreach (string term in Terms(graph, expression))
        {
            string name = term.Trim('+');
            RecipeDefinition recipe = Find(graph, name);
            selected.Add(recipe);
            if (term.StartsWith('+'))
            {
                upstream = true;
                selected.UnionWith(graph.ClosureOf([recipe]));
            }

            if (term.EndsWith('+'))
                selected.UnionWith(Downstream(graph, recipe));
        }

        return selected.Count > 0
            ? new RunSelection([.. selected.OrderBy(graph.OrderOf)], upstream)
            : throw new ToolException("--select is empty. Name datasets or recipes, such as '+X' for X and all it needs.");
    }

    /// <summary>Everything that follows from a recipe.</summary>
    public static IEnumerable<RecipeDefinition> Downstream(FlowGraph graph, RecipeDefinition recipe)
    {
        var seen = new HashSet<RecipeDefinition>();
        var open = new Stack<RecipeDefinition>([recipe]);
        while (open.TryPop(out RecipeDefinition? next))
        {
            foreach (RecipeDefinition consumer in graph.Snapshot.Recipes.Where(candidate => graph.UpstreamOf(candidate).Contains(next)))
            {
                if (seen.Add(consumer))
                    open.Push(consumer);
            }
        }

        return seen;
    }

    // Recipe names may hold blanks and commas: what is a name as a whole is not cut.
    private static IEnumerable<string> Terms(FlowGraph graph, string expression) =>
        Lookup(graph, expression.Trim().Trim('+')) is not null ? [expression.Trim()] : expression.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static RecipeDefinition Find(FlowGraph graph, string name)
    {
        if (Lookup(graph, name) is { } recipe)
            return recipe;
        if (graph.Snapshot.FindDataset(name) is not null)
            throw new ToolException($"'{name}' is a source: no recipe writes it, so there is nothing to build.");

        string? near = NearestName.Of(name, graph.Snapshot.Datasets.Select(dataset => dataset.Name).Concat(graph.Snapshot.RecipesByName.Keys));
        throw new ToolException($"--select: the flow has no dataset or recipe '{name}'{(near is null ? "." : $"; did you mean '{near}'?")}");
    }

    private static RecipeDefinition? Lookup(FlowGraph graph, string name) =>
        graph.Snapshot.FindFlowObject(name) is { } item && graph.ProducerOf(item.Id) is { } producer ? producer : graph.Snapshot.RecipesByName.GetValueOrDefault(name);
}
