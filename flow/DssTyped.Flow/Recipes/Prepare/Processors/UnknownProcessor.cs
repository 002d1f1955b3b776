using DssTyped.Flow.Diagnostics;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>A step of a plugin, of a newer DSS, or one whose effect is not known.</summary>
internal sealed record UnknownProcessor(bool IsKnown) : Processor
{
    public override void Apply(PrepareColumns columns)
    {
        if (!IsKnown)
            columns.Report?.Invoke(FlowDiagnostics.UnknownProcessor, Span, [Type]);

        columns.Open($"what the columns are after {Label} is not known");
    }
}
