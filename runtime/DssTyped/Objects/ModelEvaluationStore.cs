namespace DssTyped;

/// <summary>A model evaluation store: the history of a model's evaluations.</summary>
public abstract class ModelEvaluationStore : FlowObject
{
    /// <summary>Called by generated code.</summary>
    protected ModelEvaluationStore(DssFlow flow, string id, string name)
        : base(flow, FlowObjectType.ModelEvaluationStore, id, name)
    {
    }
}
