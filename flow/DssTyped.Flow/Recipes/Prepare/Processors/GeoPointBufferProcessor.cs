using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Draws a shape around points.</summary>
internal sealed record GeoPointBufferProcessor(string Input, string Output) : Processor
{
    public static GeoPointBufferProcessor Read(JsonValue settings) => new(settings.FindText("inputColumn") ?? "", settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
