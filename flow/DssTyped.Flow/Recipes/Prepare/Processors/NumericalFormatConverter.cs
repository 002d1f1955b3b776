using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Converts numbers from one country's spelling to another's.</summary>
internal sealed record NumericalFormatConverter(ColumnScope Scope, string From, string To, string Output) : Processor
{
    public static NumericalFormatConverter Read(JsonValue settings) => new(
        ColumnScope.Read(settings), settings.FindText("inFormat") ?? "RAW", settings.FindText("outFormat") ?? "RAW", settings.FindText("outCol") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        // An output column is only offered for a single input.
        IReadOnlyList<PrepareColumn> inputs = Scope.In(columns);
        foreach (PrepareColumn input in inputs)
            columns.PutOrChange(input, Output.Length > 0 && inputs.Count == 1 ? Output : null);
    }
}
