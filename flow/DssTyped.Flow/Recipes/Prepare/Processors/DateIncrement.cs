using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Moves instants by a number of units of time.</summary>
internal sealed record DateIncrement(string Input, string Output, string IncrementBy, int Increment, string ValueColumn, string Part) : Processor
{
    public static DateIncrement Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindText("incrementBy") ?? "STATIC",
        settings.FindInt32("increment") ?? 0, settings.FindText("valueCol") ?? "", settings.FindText("datePart") ?? "DAY");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output, PrepareTypes.OfInstant(input.Type));
    }
}
