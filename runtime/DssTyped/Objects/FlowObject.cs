namespace DssTyped;

/// <summary>An object of a flow that recipes read or write.</summary>
public abstract class FlowObject
{
    private protected FlowObject(DssFlow flow, FlowObjectType objectType, string id, string name)
    {
        Flow = flow;
        ObjectType = objectType;
        Id = id;
        Name = name;
        flow.Register(this);
    }

    /// <summary>The flow it belongs to.</summary>
    public DssFlow Flow { get; }

    /// <summary>Its kind.</summary>
    public FlowObjectType ObjectType { get; }

    /// <summary>What DSS refers to it by: the name of a dataset, the 8-character id of other objects.</summary>
    public string Id { get; }

    /// <summary>The name people know it by.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
