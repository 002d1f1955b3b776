using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Lineage;

/// <summary>Where each column of a flow comes from and what is made of it, through every recipe.</summary>
public sealed class ColumnLineage
{
    private readonly Dictionary<LineageColumn, List<LineageEdge>> _upstream = [];
    private readonly Dictionary<LineageColumn, List<LineageEdge>> _downstream = [];
    private readonly FlowInference _inference;

    // The outputs of a recipe that have content nobody can trace column by column, with the recipe's inputs.
    private readonly Dictionary<string, List<(string Recipe, string Output)>> _openReaders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Recipe, string Input)>> _openSources = new(StringComparer.Ordinal);

    /// <summary>The lineage of a flow.</summary>
    public ColumnLineage(FlowInference inference)
    {
        _inference = inference;
        foreach (RecipeDefinition recipe in inference.Graph.RecipesInOrder)
        {
            IReadOnlyList<string> inputs = inference.Graph.InputsOf(recipe);
            foreach (DerivedSchema derived in inference.Of(recipe))
                AddOutput(recipe.Name, inputs, derived);
        }

        foreach (DatasetDefinition dataset in inference.Graph.Snapshot.Datasets)
        {
            if (inference.Graph.FolderOf(dataset.Id) is { } folder)
                Open("", [folder], dataset.Id);
        }
    }

    /// <summary>The columns that a column is directly made of.</summary>
    public IReadOnlyList<LineageEdge> DirectlyUpstreamOf(LineageColumn column)
    {
        IReadOnlyList<LineageEdge> known = _upstream.TryGetValue(column, out List<LineageEdge>? edges) ? edges : [];
        return known.Count == 0 && _openSources.TryGetValue(column.Object, out var sources) && !IsTraced(column)
            ? [.. sources.Select(source => new LineageEdge(new LineageColumn(source.Input, LineageColumn.Whole), column, source.Recipe, LineageCertainty.Unknown, ""))]
            : known;
    }

    /// <summary>The columns that are directly made of a column.</summary>
    public IReadOnlyList<LineageEdge> DirectlyDownstreamOf(LineageColumn column)
    {
        IReadOnlyList<LineageEdge> known = _downstream.TryGetValue(column, out List<LineageEdge>? edges) ? edges : [];
        if (column.IsWhole)
            return [.. ReadersOfAll(column)];

        return _openReaders.TryGetValue(column.Object, out var readers)
            ? [.. known, .. readers.Select(reader => new LineageEdge(column, new LineageColumn(reader.Output, LineageColumn.Whole), reader.Recipe, LineageCertainty.Unknown, ""))]
            : known;
    }

    /// <summary>Everything that a column is made of, back to the sources.</summary>
    public LineageTrace Upstream(LineageColumn column) => LineageWalk.From(column, isDownstream: false, DirectlyUpstreamOf);

    /// <summary>Everything that is made of a column.</summary>
    public LineageTrace Downstream(LineageColumn column) => LineageWalk.From(column, isDownstream: true, DirectlyDownstreamOf);

    private void AddOutput(string recipe, IReadOnlyList<string> inputs, DerivedSchema derived)
    {
        string output = Id(derived.Output);
        Schema? stored = _inference.Graph.Snapshot.FindDataset(derived.Output)?.Schema;
        var traced = new HashSet<string>(StringComparer.Ordinal);
        foreach (DerivedColumn column in derived.Columns)
        {
            // A column made of nothing is a constant or a count, unless the recipe can't be looked into.
            if (derived.Certainty != Certainty.Opaque || column.Origins.Count > 0)
                traced.Add(column.Name);

            var to = new LineageColumn(output, column.Name);
            foreach (ColumnOrigin origin in column.Origins.Distinct())
                Add(new LineageEdge(new LineageColumn(Id(origin.Input), origin.Column), to, recipe, LineageCertainties.Of(origin.Kind), origin.How));
        }

        bool isOpen = stored is null || (derived.Certainty != Certainty.Exact && (stored.Count == 0 || stored.Any(column => !traced.Contains(column.Name))));
        if (isOpen)
            Open(recipe, inputs, output);
    }

    private void Add(LineageEdge edge)
    {
        List(_upstream, edge.To).Add(edge);
        List(_downstream, edge.From).Add(edge);
    }

    private void Open(string recipe, IReadOnlyList<string> inputs, string output)
    {
        foreach (string input in inputs)
        {
            List(_openReaders, input).Add((recipe, output));
            List(_openSources, output).Add((recipe, input));
        }
    }

    // Of the whole of an object, anything may be made.
    private IEnumerable<LineageEdge> ReadersOfAll(LineageColumn column) => _inference.Graph.ConsumersOf(column.Object)
        .SelectMany(recipe => _inference.Graph.OutputsOf(recipe).Select(output => (Recipe: recipe.Name, Output: output)))
        .Concat(_openReaders.TryGetValue(column.Object, out var readers) ? readers.Where(reader => reader.Recipe.Length == 0) : [])
        .Select(reader => new LineageEdge(column, new LineageColumn(reader.Output, LineageColumn.Whole), reader.Recipe, LineageCertainty.Unknown, ""));

    private bool IsTraced(LineageColumn column) =>
        !column.IsWhole && _inference.Graph.Snapshot.FindDataset(column.Object) is { } dataset && _inference.Of(dataset) is { Certainty: not Certainty.Opaque } derived
        && derived.Columns.Any(known => known.Name == column.Column);

    private string Id(string reference) => _inference.Graph.Snapshot.FindFlowObject(reference)?.Id ?? reference;

    private static List<TItem> List<TKey, TItem>(Dictionary<TKey, List<TItem>> index, TKey key)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out List<TItem>? list))
            index.Add(key, list = []);

        return list;
    }
}
