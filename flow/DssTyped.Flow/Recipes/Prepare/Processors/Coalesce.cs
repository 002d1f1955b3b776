using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Takes the first cell that is not empty.</summary>
internal sealed record Coalesce(ColumnScope Scope, string Output, string Otherwise) : Processor
{
    public static Coalesce Read(JsonValue settings) => new(
        ColumnScope.Read(settings), settings.FindText("outputColumn") ?? settings.FindText("output") ?? "", settings.FindFlag("useDefaultValue", otherwise: true) ? settings.FindText("defaultValue") ?? "" : "");

    public override void Apply(PrepareColumns columns)
    {
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        columns.Put(Output, PrepareTypes.WithValues(PrepareTypes.OfAny(inputs.Select(input => (StorageType?)input.Type)), [Otherwise]), inputs, columns.RightMost(inputs));
    }
}
