using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Graph;

/// <summary>Who produces and who reads each object of a flow. References are resolved to local ids; foreign and dangling ones keep their text.</summary>
public sealed class FlowGraph
{
    private readonly Dictionary<string, List<RecipeDefinition>> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RecipeDefinition>> _consumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _order;

    /// <summary>The graph of a snapshot's recipes.</summary>
    public FlowGraph(Snapshot snapshot)
    {
        Snapshot = snapshot;
        foreach (RecipeDefinition recipe in snapshot.Recipes)
        {
            (IReadOnlyList<string> inputs, IReadOnlyList<string> outputs) = _ends[recipe.Name] = (Ids(recipe.Inputs), Ids(recipe.Outputs));
            foreach (string id in outputs)
                Add(_producers, id, recipe);
            foreach (string id in inputs)
                Add(_consumers, id, recipe);
        }

        (RecipesInOrder, Cycles) = RecipeOrder.Of(this);
        _order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < RecipesInOrder.Count; i++)
            _order[RecipesInOrder[i].Name] = i;
    }

    /// <summary>The snapshot this is the graph of.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>Every recipe after those that produce its inputs; independent ones by name. Recipes of a cycle stand together, in order of their names.</summary>
    public IReadOnlyList<RecipeDefinition> RecipesInOrder { get; }

    /// <summary>The cycles: each a list of recipes of which every one needs the one before and the first needs the last.</summary>
    public IReadOnlyList<IReadOnlyList<RecipeDefinition>> Cycles { get; }

    /// <summary>The position of a recipe in <see cref="RecipesInOrder"/>.</summary>
    public int OrderOf(RecipeDefinition recipe) => _order[recipe.Name];

    /// <summary>The recipe that writes an object; the first by name if, wrongly, several do; null for sources.</summary>
    public RecipeDefinition? ProducerOf(string id) => _producers.TryGetValue(id, out List<RecipeDefinition>? found) ? found[0] : null;

    /// <summary>Every recipe that writes an object: more than one is a mistake.</summary>
    public IReadOnlyList<RecipeDefinition> ProducersOf(string id) => _producers.TryGetValue(id, out List<RecipeDefinition>? found) ? found : [];

    /// <summary>The recipes that read an object.</summary>
    public IReadOnlyList<RecipeDefinition> ConsumersOf(string id) => _consumers.TryGetValue(id, out List<RecipeDefinition>? found) ? found : [];

    /// <summary>The ids of what a recipe reads, without repetition, in the order of the recipe.</summary>
    public IReadOnlyList<string> InputsOf(RecipeDefinition recipe) => _ends[recipe.Name].Inputs;

    /// <summary>The ids of what a recipe writes, without repetition, in the order of the recipe.</summary>
    public IReadOnlyList<string> OutputsOf(RecipeDefinition recipe) => _ends[recipe.Name].Outputs;

    /// <summary>The recipes that directly produce a recipe's inputs. Files of a managed folder read by a <c>FilesInFolder</c> dataset count.</summary>
    public IEnumerable<RecipeDefinition> UpstreamOf(RecipeDefinition recipe)
    {
        var result = new List<RecipeDefinition>();
        foreach (string id in InputsOf(recipe))
        {
            if (ProducerOf(id) is { } producer)
                result.Add(producer);
            if (FolderOf(id) is { } folder && ProducerOf(folder) is { } ofFolder)
                result.Add(ofFolder);
        }

        return result.Count > 1 ? result.Distinct() : result;
    }

    /// <summary>A recipe and everything it needs, in the order to run them.</summary>
    public IReadOnlyList<RecipeDefinition> ClosureOf(IEnumerable<RecipeDefinition> recipes)
    {
        var seen = new HashSet<RecipeDefinition>();
        var open = new Stack<RecipeDefinition>(recipes);
        while (open.Count > 0)
        {
            RecipeDefinition recipe = open.Pop();
            if (!seen.Add(recipe))
                continue;
            foreach (RecipeDefinition upstream in UpstreamOf(recipe))
                open.Push(upstream);
        }

        return [.. seen.OrderBy(OrderOf)];
    }

    /// <summary>The folder whose files a dataset reads (<c>FilesInFolder</c>), an edge that is in no recipe; null for other datasets.</summary>
    public string? FolderOf(string datasetId) =>
        Snapshot.FindDataset(datasetId) is { Type: "FilesInFolder" } dataset && dataset.Params.FindText("folderSmartId") is { } folder
            ? Snapshot.FindFlowObject(folder)?.Id ?? folder
            : null;

    private IReadOnlyList<string> Ids(IReadOnlyList<RecipeItem> items)
    {
        var ids = new string[items.Count];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = Snapshot.FindFlowObject(items[i].Ref)?.Id ?? items[i].Ref;

        return ids.Length > 1 ? [.. ids.Distinct(StringComparer.Ordinal)] : ids;
    }

    private static void Add(Dictionary<string, List<RecipeDefinition>> index, string id, RecipeDefinition recipe)
    {
        if (!index.TryGetValue(id, out List<RecipeDefinition>? list))
            index.Add(id, list = []);

        // Sorted, so that nothing depends on the order of the file.
        int at = list.FindIndex(other => string.CompareOrdinal(other.Name, recipe.Name) > 0);
        list.Insert(at < 0 ? list.Count : at, recipe);
    }
}
