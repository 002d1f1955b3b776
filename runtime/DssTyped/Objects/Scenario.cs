namespace DssTyped;

/// <summary>A scenario: steps that DSS runs by triggers or on demand. Only a DSS server can run it.</summary>
public abstract class Scenario
{
    /// <summary>Called by generated code.</summary>
    protected Scenario(DssFlow flow, string id, string name)
    {
        Flow = flow;
        Id = id;
        Name = name;
    }

    /// <summary>The flow it belongs to.</summary>
    public DssFlow Flow { get; }

    /// <summary>The scenario's id.</summary>
    public string Id { get; }

    /// <summary>The name people know it by.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
