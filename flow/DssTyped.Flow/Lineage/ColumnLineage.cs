using DssTyped.Flow.Graph;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Lineage;

/// <summary>Where each column of a flow comes from and what is made of it, through every recipe. Found when it is asked for.</summary>
public sealed class ColumnLineage
{
    private readonly FlowInference _inference;
    private readonly Dictionary<string, ObjectUpstream> _upstream = new(StringComparer.Ordinal);

    // The other direction has no index of its own in the flow: it is made of all recipes at once.
    private readonly Lazy<DownstreamIndex> _downstream;

    /// <summary>The lineage of a flow.</summary>
    public ColumnLineage(FlowInference inference)
    {
        _inference = inference;
        _downstream = new Lazy<DownstreamIndex>(() => new DownstreamIndex(inference), LazyThreadSafetyMode.None);
    }

    /// <summary>What the columns of one object are directly made of.</summary>
    /// <param name="id">The object's id.</param>
    public ObjectUpstream UpstreamOf(string id) => new(_inference, id);

    /// <summary>The columns that a column is directly made of.</summary>
    public IReadOnlyList<LineageEdge> DirectlyUpstreamOf(LineageColumn column)
    {
        if (!_upstream.TryGetValue(column.Object, out ObjectUpstream? upstream))
            _upstream.Add(column.Object, upstream = UpstreamOf(column.Object));

        return upstream.Of(column.Column);
    }

    /// <summary>The columns that are directly made of a column.</summary>
    public IReadOnlyList<LineageEdge> DirectlyDownstreamOf(LineageColumn column) => column.IsWhole ? [.. ReadersOfAll(column)] : _downstream.Value.Of(column);

    /// <summary>Everything that a column is made of, back to the sources.</summary>
    public LineageTrace Upstream(LineageColumn column) => LineageWalk.From(column, isDownstream: false, DirectlyUpstreamOf);

    /// <summary>Everything that is made of a column.</summary>
    public LineageTrace Downstream(LineageColumn column) => LineageWalk.From(column, isDownstream: true, DirectlyDownstreamOf);

    // Of the whole of an object, anything may be made.
    private IEnumerable<LineageEdge> ReadersOfAll(LineageColumn column) => _inference.Graph.ConsumersOf(column.Object)
        .SelectMany(recipe => _inference.Graph.OutputsOf(recipe).Select(output => (Recipe: recipe.Name, Output: output)))
        .Concat(_downstream.Value.OpenReadersOf(column.Object).Where(reader => reader.Recipe.Length == 0))
        .Select(reader => new LineageEdge(column, new LineageColumn(reader.Output, LineageColumn.Whole), reader.Recipe, LineageCertainty.Unknown, ""));
}
