namespace DssTyped;

/// <summary>A managed folder: files that DSS keeps.</summary>
public abstract class ManagedFolder : FlowObject
{
    /// <summary>Called by generated code.</summary>
    protected ManagedFolder(DssFlow flow, string id, string name)
        : base(flow, FlowObjectType.ManagedFolder, id, name)
    {
    }
}
