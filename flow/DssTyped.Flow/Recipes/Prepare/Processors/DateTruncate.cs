using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts instants down to a unit of time.</summary>
internal sealed record DateTruncate(string Input, string Output, string Part, string Zone) : Processor
{
    public static DateTruncate Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindText("datePart") ?? "DAY", settings.FindText("timezone_id") ?? "UTC");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output, PrepareTypes.OfInstant(input.Type));
    }
}
