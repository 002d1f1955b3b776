using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>The flow as a graph: what is built and what builds it.</summary>
public sealed class DssFlowGraph : DssDocument
{
    private readonly Dictionary<string, DssFlowNode> _nodes = new(StringComparer.Ordinal);

    internal DssFlowGraph(JsonObject raw) : base(raw)
    {
        foreach ((string key, JsonNode? node) in raw.Child("nodes") ?? [])
        {
            if (node is JsonObject known)
                _nodes[key] = new DssFlowNode(key, known);
        }
    }

    /// <summary>All nodes, in DSS's order.</summary>
    public IReadOnlyCollection<DssFlowNode> Nodes => _nodes.Values;

    /// <summary>Nodes that nothing leads to.</summary>
    public IEnumerable<DssFlowNode> Sources => Nodes.Where(node => node.Predecessors.Count == 0);

    /// <summary>The node of this key (name of a dataset or recipe, id of anything else); null when there is none.</summary>
    public DssFlowNode? Find(string key) => _nodes.GetValueOrDefault(key);

    /// <summary>What follows a node. Neighbours that the graph does not hold are left out.</summary>
    public IEnumerable<DssFlowNode> SuccessorsOf(DssFlowNode node) => node.Successors.Select(Find).OfType<DssFlowNode>();

    /// <summary>What leads to a node. Neighbours that the graph does not hold are left out.</summary>
    public IEnumerable<DssFlowNode> PredecessorsOf(DssFlowNode node) => node.Predecessors.Select(Find).OfType<DssFlowNode>();

    /// <summary>All nodes, each after everything that leads to it.</summary>
    public IReadOnlyList<DssFlowNode> InTraversalOrder()
    {
        var order = new List<DssFlowNode>(_nodes.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // An own stack: a long chain must not exhaust the thread's.
        var stack = new Stack<(DssFlowNode Node, bool Entered)>();
        foreach (DssFlowNode start in Nodes)
        {
            stack.Push((start, false));
            while (stack.TryPop(out (DssFlowNode Node, bool Entered) top))
            {
                if (top.Entered)
                {
                    order.Add(top.Node);
                    continue;
                }

                if (!seen.Add(top.Node.Key))
                    continue;
                stack.Push((top.Node, true));
                foreach (DssFlowNode before in PredecessorsOf(top.Node).Reverse())
                    stack.Push((before, false));
            }
        }

        return order;
    }
}

/// <summary>One thing in a flow.</summary>
public sealed class DssFlowNode : DssDocument
{
    internal DssFlowNode(string key, JsonObject raw) : base(raw) => Key = key;

    /// <summary>Key in the graph.</summary>
    public string Key { get; }

    /// <summary>DSS type, such as <c>COMPUTABLE_DATASET</c> or <c>RUNNABLE_RECIPE</c>.</summary>
    public string Type => Raw.Text("type") ?? "";

    /// <summary>Name or id of the object.</summary>
    public string Ref => Raw.Text("ref") ?? Key;

    /// <summary>Recipe type or dataset type.</summary>
    public string? SubType => Raw.Text("subType");

    /// <summary>Keys of what leads to it.</summary>
    public IReadOnlyList<string> Predecessors => Raw.Texts("predecessors");

    /// <summary>Keys of what follows it.</summary>
    public IReadOnlyList<string> Successors => Raw.Texts("successors");

    /// <summary>How a job names an output of this type; null for what a job cannot build.</summary>
    public string? JobOutputType => Type switch
    {
        "COMPUTABLE_DATASET" => "DATASET",
        "COMPUTABLE_FOLDER" => "MANAGED_FOLDER",
        "COMPUTABLE_SAVED_MODEL" => "SAVED_MODEL",
        "COMPUTABLE_STREAMING_ENDPOINT" => "STREAMING_ENDPOINT",
        "COMPUTABLE_MODEL_EVALUATION_STORE" => "MODEL_EVALUATION_STORE",
        "COMPUTABLE_RETRIEVABLE_KNOWLEDGE" => "RETRIEVABLE_KNOWLEDGE",
        _ => null,
    };
}
