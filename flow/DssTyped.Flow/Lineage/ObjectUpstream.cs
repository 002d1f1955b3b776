using System.Runtime.CompilerServices;
using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Lineage;

/// <summary>What the columns of one object are directly made of.</summary>
public sealed class ObjectUpstream
{
    private readonly string _object;
    private Dictionary<string, LineageEdge[]>? _edges;
    private readonly HashSet<string>? _traced;

    // What may be in columns that nobody can trace: the inputs of recipes that can't be looked into, the files of a folder.
    private readonly List<(string Recipe, string Input)> _openSources = [];

    internal ObjectUpstream(FlowInference inference, string id)
    {
        FlowGraph graph = inference.Graph;
        _object = id;
        foreach (RecipeDefinition recipe in InOrder(graph.ProducersOf(id), graph))
        {
            foreach (DerivedSchema derived in inference.Of(recipe))
            {
                if (LineageEdges.IdOf(graph, derived.Output) == id)
                    Add(recipe, derived, graph);
            }
        }

        if (graph.FolderOf(id) is { } folder)
            _openSources.Add(("", folder));
        if (_openSources.Count > 0 && graph.Snapshot.FindDataset(id) is { } dataset && inference.Of(dataset) is { Certainty: not Certainty.Opaque } known)
            _traced = new HashSet<string>(known.Columns.Select(column => column.Name), StringComparer.Ordinal);
    }

    /// <summary>The columns that a column is directly made of; <see cref="LineageColumn.Whole"/> for what can't be told by column.</summary>
    public EquatableArray<LineageEdge> Of(string column) =>
        _edges is not null && _edges.TryGetValue(column, out LineageEdge[]? edges) ? EquatableArray.TakeOver(edges)
        : _openSources.Count > 0 ? OfOpenSources(new LineageColumn(_object, column))
        : [];

    private EquatableArray<LineageEdge> OfOpenSources(LineageColumn to) => !to.IsWhole && _traced?.Contains(to.Column) == true
        ? []
        : _openSources.Select(source => new LineageEdge(new LineageColumn(source.Input, LineageColumn.Whole), to, source.Recipe, LineageCertainty.Unknown, "")).ToEquatableArray();

    private static IEnumerable<RecipeDefinition> InOrder(IReadOnlyList<RecipeDefinition> producers, FlowGraph graph) =>
        producers.Count > 1 ? producers.OrderBy(graph.OrderOf) : producers;

    [MethodImpl(HotPath.Optimized)]
    private void Add(RecipeDefinition recipe, DerivedSchema derived, FlowGraph graph)
    {
        _edges ??= new Dictionary<string, LineageEdge[]>(derived.Columns.Count, StringComparer.Ordinal);
        foreach (DerivedColumn column in derived.Columns.AsSpan())
        {
            LineageEdge[] edges = LineageEdges.Of(graph, recipe, _object, column);
            if (edges.Length > 0)
                _edges[column.Name] = _edges.TryGetValue(column.Name, out LineageEdge[]? others) ? [.. others, .. edges] : edges;
        }

        if (LineageEdges.IsOpen(graph, derived))
            _openSources.AddRange(graph.InputsOf(recipe).Select(input => (recipe.Name, input)));
    }
}
