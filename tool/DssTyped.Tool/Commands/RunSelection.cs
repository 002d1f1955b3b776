using System.Text.RegularExpressions;
using DssTyped.Flow;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Tool.Commands;

/// <summary>
/// Which recipes <c>--select</c> means: names of datasets or recipes, names with <c>*</c>, <c>tag:T</c> or <c>zone:Z</c>; with <c>+</c> before them all that
/// they need, with <c>+</c> behind them all that follows.
/// </summary>
/// <param name="Recipes">The recipes, in the order to run them.</param>
/// <param name="Named">Those of them that the terms mean themselves.</param>
/// <param name="WithUpstream">Whether any of them was asked for with what it needs.</param>
internal sealed record RunSelection(IReadOnlyList<RecipeDefinition> Recipes, IReadOnlyList<RecipeDefinition> Named, bool WithUpstream)
{
    /// <summary>Reads an expression.</summary>
    /// <exception cref="ToolException">A term means no recipe.</exception>
    public static RunSelection Parse(FlowGraph graph, string expression)
    {
        var selected = new HashSet<RecipeDefinition>();
        var named = new HashSet<RecipeDefinition>();
        bool upstream = false;
        foreach (string term in Terms(graph, expression))
        {
            IReadOnlyList<RecipeDefinition> recipes = Find(graph, term.Trim('+'));
            selected.UnionWith(recipes);
            if (term.StartsWith('+'))
            {
                upstream = true;
                selected.UnionWith(graph.ClosureOf(recipes));
            }

            named.UnionWith(recipes);
            if (term.EndsWith('+'))
                named.UnionWith(recipes.SelectMany(recipe => Downstream(graph, recipe)));

            selected.UnionWith(named);
        }

        return selected.Count > 0
            ? new RunSelection([.. selected.OrderBy(graph.OrderOf)], [.. named.OrderBy(graph.OrderOf)], upstream)
            : throw new ToolException("--select is empty. Name datasets or recipes, such as '+X' for X and all it needs.", RunCommand.Usage);
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

    // Names may hold blanks and commas: what is a name as a whole is not cut.
    private static IEnumerable<string> Terms(FlowGraph graph, string expression) =>
        Lookup(graph, expression.Trim().Trim('+')) is not null ? [expression.Trim()] : expression.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<RecipeDefinition> Find(FlowGraph graph, string name)
    {
        if (Lookup(graph, name) is { } recipe)
            return [recipe];
        if (name.StartsWith("tag:", StringComparison.Ordinal))
            return Some(graph, name, Tagged(graph, name[4..]), graph.Snapshot.Datasets.Concat<DssObject>(graph.Snapshot.Recipes).SelectMany(item => item.Tags));
        if (name.StartsWith("zone:", StringComparison.Ordinal))
            return Some(graph, name, InZone(graph, name[5..]), graph.Snapshot.Zones.Select(zone => zone.Name));
        if (name.Contains('*', StringComparison.Ordinal))
            return Some(graph, name, Matching(graph, name), []);
        if (graph.Snapshot.FindDataset(name) is not null)
            throw new ToolException($"'{name}' is a source: no recipe writes it, so there is nothing to build.", RunCommand.Usage);

        string? near = NearestName.Of(name, graph.Snapshot.Datasets.Select(dataset => dataset.Name).Concat(graph.Snapshot.RecipesByName.Keys));
        throw new ToolException($"--select: the flow has no dataset or recipe '{name}'{(near is null ? "." : $"; did you mean '{near}'?")}", RunCommand.Usage);
    }

    private static IReadOnlyList<RecipeDefinition> Some(FlowGraph graph, string term, IEnumerable<RecipeDefinition> found, IEnumerable<string> known)
    {
        RecipeDefinition[] recipes = [.. found.Distinct().OrderBy(graph.OrderOf)];
        string[] names = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20)];
        return recipes.Length > 0
            ? recipes
            : throw new ToolException($"--select: '{term}' means nothing that can be built{(names.Length == 0 ? "." : $". There are: {string.Join(", ", names)}.")}", RunCommand.Usage);
    }

    private static IEnumerable<RecipeDefinition> Tagged(FlowGraph graph, string tag) =>
        graph.Snapshot.Recipes.Where(recipe => recipe.Tags.Contains(tag) || graph.OutputsOf(recipe).Any(output => graph.Snapshot.FindDataset(output)?.Tags.Contains(tag) == true));

    private static IEnumerable<RecipeDefinition> InZone(FlowGraph graph, string name) =>
        graph.Snapshot.Zones.Where(zone => zone.Name == name || zone.Id == name).SelectMany(zone => zone.Items).Select(item => Lookup(graph, item.Id)).OfType<RecipeDefinition>();

    private static IEnumerable<RecipeDefinition> Matching(FlowGraph graph, string pattern)
    {
        var expression = new Regex($"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
        return graph.Snapshot.Recipes.Where(recipe => expression.IsMatch(recipe.Name) || graph.OutputsOf(recipe).Any(expression.IsMatch));
    }

    private static RecipeDefinition? Lookup(FlowGraph graph, string name) =>
        graph.Snapshot.FindFlowObject(name) is { } item && graph.ProducerOf(item.Id) is { } producer ? producer : graph.Snapshot.RecipesByName.GetValueOrDefault(name);
}
