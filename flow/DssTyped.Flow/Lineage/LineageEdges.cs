using DssTyped.Flow.Graph;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Lineage;

/// <summary>Turns what inference found into steps of lineage.</summary>
internal static class LineageEdges
{
    /// <summary>The steps into one derived column of an object.</summary>
    public static LineageEdge[] Of(FlowGraph graph, RecipeDefinition recipe, string output, DerivedColumn column)
    {
        ReadOnlySpan<ColumnOrigin> origins = column.Origins.Count > 1 ? column.Origins.Distinct().ToArray() : column.Origins.AsSpan();
        if (origins.Length == 0)
            return [];

        var to = new LineageColumn(output, column.Name);
        var edges = new LineageEdge[origins.Length];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = new LineageEdge(new LineageColumn(IdOf(graph, origins[i].Input), origins[i].Column), to, recipe.Name, LineageCertainties.Of(origins[i].Kind), origins[i].How);

        return edges;
    }

    /// <summary>Whether an output has content that nobody can trace column by column.</summary>
    public static bool IsOpen(FlowGraph graph, DerivedSchema derived)
    {
        if (graph.Snapshot.FindDataset(derived.Output)?.Schema is not { } stored)
            return true;
        if (derived.Certainty == Certainty.Exact)
            return false;

        // A column made of nothing is a constant or a count, unless the recipe can't be looked into.
        var traced = new HashSet<string>(derived.Columns
            .Where(column => derived.Certainty != Certainty.Opaque || column.Origins.Count > 0)
            .Select(column => column.Name), StringComparer.Ordinal);
        return stored.Count == 0 || stored.Any(column => !traced.Contains(column.Name));
    }

    /// <summary>The id of what a recipe's reference means.</summary>
    public static string IdOf(FlowGraph graph, string reference) => graph.Snapshot.FindFlowObject(reference)?.Id ?? reference;
}
