namespace DssTyped;

/// <summary>A flow zone: a named part of the flow.</summary>
public abstract class FlowZone
{
    /// <summary>Called by generated code.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="id">The zone's id.</param>
    /// <param name="name">The zone's name.</param>
    /// <param name="items">The ids of its objects, one a line.</param>
    protected FlowZone(DssFlow flow, string id, string name, string items)
    {
        Flow = flow;
        Id = id;
        Name = name;
        Items = items.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The flow it belongs to.</summary>
    public DssFlow Flow { get; }

    /// <summary>The zone's id.</summary>
    public string Id { get; }

    /// <summary>The zone's name.</summary>
    public string Name { get; }

    /// <summary>The ids of the datasets, recipes and other objects in the zone.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
