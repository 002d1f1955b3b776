namespace DssTyped;

/// <summary>A saved model: what a training recipe writes and scoring recipes read.</summary>
public abstract class SavedModel : FlowObject
{
    /// <summary>Called by generated code.</summary>
    protected SavedModel(DssFlow flow, string id, string name)
        : base(flow, FlowObjectType.SavedModel, id, name)
    {
    }
}
