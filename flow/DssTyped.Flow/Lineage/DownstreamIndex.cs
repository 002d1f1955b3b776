using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Lineage;

/// <summary>What is directly made of each column of a flow.</summary>
internal sealed class DownstreamIndex
{
    private readonly Dictionary<LineageColumn, List<LineageEdge>> _edges = [];

    // The outputs of recipes that have content nobody can trace column by column, by input.
    private readonly Dictionary<string, List<(string Recipe, string Output)>> _openReaders = new(StringComparer.Ordinal);

    public DownstreamIndex(FlowInference inference)
    {
        FlowGraph graph = inference.Graph;
        foreach (RecipeDefinition recipe in graph.RecipesInOrder)
        {
            foreach (DerivedSchema derived in inference.Of(recipe))
            {
                string output = LineageEdges.IdOf(graph, derived.Output);
                foreach (LineageEdge edge in derived.Columns.SelectMany(column => LineageEdges.Of(graph, recipe, output, column)))
                    List(_edges, edge.From).Add(edge);

                foreach (string input in LineageEdges.IsOpen(graph, derived) ? graph.InputsOf(recipe) : [])
                    List(_openReaders, input).Add((recipe.Name, output));
            }
        }

        foreach (DatasetDefinition dataset in graph.Snapshot.Datasets)
        {
            if (graph.FolderOf(dataset.Id) is { } folder)
                List(_openReaders, folder).Add(("", dataset.Id));
        }
    }

    /// <summary>The columns that are directly made of a column.</summary>
    public IReadOnlyList<LineageEdge> Of(LineageColumn column)
    {
        IReadOnlyList<LineageEdge> known = _edges.TryGetValue(column, out List<LineageEdge>? edges) ? edges : [];
        return _openReaders.TryGetValue(column.Object, out List<(string Recipe, string Output)>? readers)
            ? [.. known, .. readers.Select(reader => new LineageEdge(column, new LineageColumn(reader.Output, LineageColumn.Whole), reader.Recipe, LineageCertainty.Unknown, ""))]
            : known;
    }

    /// <summary>The outputs that hold something of an object, nobody can tell what.</summary>
    public IReadOnlyList<(string Recipe, string Output)> OpenReadersOf(string id) =>
        _openReaders.TryGetValue(id, out List<(string Recipe, string Output)>? readers) ? readers : [];

    private static List<TItem> List<TKey, TItem>(Dictionary<TKey, List<TItem>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out List<TItem>? list))
            index.Add(key, list = []);

        return list;
    }
}
