using DssTyped.Emit.Model;
using DssTyped.Flow.Inference;

namespace DssTyped.Emit.Binding;

/// <summary>A flow that was bound, with what the next binding can take over.</summary>
public sealed class FlowBinding
{
    internal FlowBinding(FlowModel model, FlowOptions options, FlowInference inference, BoundDatasets datasets) =>
        (Model, Options, Inference, Datasets) = (model, options, inference, datasets);

    /// <summary>The model of its code.</summary>
    public FlowModel Model { get; }

    internal FlowOptions Options { get; }

    internal FlowInference Inference { get; }

    internal BoundDatasets Datasets { get; }
}
