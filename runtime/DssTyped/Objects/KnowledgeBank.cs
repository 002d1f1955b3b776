namespace DssTyped;

/// <summary>A knowledge bank: documents embedded for retrieval by LLMs.</summary>
public abstract class KnowledgeBank : FlowObject
{
    /// <summary>Called by generated code.</summary>
    protected KnowledgeBank(DssFlow flow, string id, string name)
        : base(flow, FlowObjectType.KnowledgeBank, id, name)
    {
    }
}
