namespace DssTyped;

/// <summary>What a job is asked to build.</summary>
/// <param name="ObjectType">The kind of object.</param>
/// <param name="Id">The dataset's name, or the object's id.</param>
/// <param name="Partition">A partition specification in DSS's form (<c>2026-01-01|FR</c>); null for the whole object.</param>
public sealed record JobOutput(FlowObjectType ObjectType, string Id, string? Partition = null)
{
    /// <summary>An object of a flow as a job's output.</summary>
    public JobOutput(FlowObject item, string? partition = null)
        : this(item.ObjectType, item.Id, partition)
    {
    }
}
