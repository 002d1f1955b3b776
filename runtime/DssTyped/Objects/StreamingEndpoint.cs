namespace DssTyped;

/// <summary>A streaming endpoint.</summary>
public abstract class StreamingEndpoint : FlowObject
{
    /// <summary>Called by generated code.</summary>
    protected StreamingEndpoint(DssFlow flow, string id, string name)
        : base(flow, FlowObjectType.StreamingEndpoint, id, name)
    {
    }
}
