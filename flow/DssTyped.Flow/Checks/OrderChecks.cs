using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Checks;

/// <summary>Whether recipes can be put in one order: no cycle, and one producer of each object.</summary>
internal static class OrderChecks
{
    public static void Run(FlowGraph graph, List<Finding> findings)
    {
        foreach (IReadOnlyList<RecipeDefinition> cycle in graph.Cycles.Select(FromFirstByName))
            findings.Add(Finding.Of(FlowDiagnostics.Cycle, cycle[0].Span, cycle[0].Name, Path(graph, cycle)));

        IEnumerable<string> written = graph.Snapshot.Recipes.SelectMany(graph.OutputsOf).Distinct(StringComparer.Ordinal);
        foreach (string id in written)
        {
            IReadOnlyList<RecipeDefinition> producers = graph.ProducersOf(id);
            if (producers.Count < 2)
                continue;

            // At the second one: in the order of the names, the first was there before.
            RecipeItem item = producers[1].Outputs.First(output => (graph.Snapshot.FindFlowObject(output.Ref)?.Id ?? output.Ref) == id);
            string recipes = string.Join(" and ", producers.Select(recipe => $"recipe '{recipe.Name}'"));
            findings.Add(Finding.Of(FlowDiagnostics.TwoProducers, item.Span, graph.Snapshot.FindFlowObject(id)?.Name ?? id, recipes));
        }
    }

    // A cycle has no beginning of its own; the same one always makes the same message.
    private static IReadOnlyList<RecipeDefinition> FromFirstByName(IReadOnlyList<RecipeDefinition> cycle)
    {
        int first = Enumerable.Range(0, cycle.Count).OrderBy(index => cycle[index].Name, StringComparer.Ordinal).First();
        return [.. cycle.Skip(first), .. cycle.Take(first)];
    }

    /// <summary>The whole way round: <c>recipe -> object -> recipe -> object -> recipe</c>.</summary>
    private static string Path(FlowGraph graph, IReadOnlyList<RecipeDefinition> cycle)
    {
        var steps = new List<string>();
        for (int i = 0; i < cycle.Count; i++)
        {
            RecipeDefinition next = cycle[(i + 1) % cycle.Count];
            IReadOnlyList<string> read = graph.InputsOf(next);
            string? between = graph.OutputsOf(cycle[i]).FirstOrDefault(id => read.Contains(id) || read.Any(input => graph.FolderOf(input) == id));
            steps.Add(cycle[i].Name);
            steps.Add(between is null ? "?" : graph.Snapshot.FindFlowObject(between)?.Name ?? between);
        }

        steps.Add(cycle[0].Name);
        return string.Join(" -> ", steps);
    }
}
