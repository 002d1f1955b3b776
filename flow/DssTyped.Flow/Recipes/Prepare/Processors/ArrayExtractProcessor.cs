using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Takes an item or a part out of arrays.</summary>
internal sealed record ArrayExtractProcessor(string Input, string Output, bool ByIndex, int Index, int Begin, int End) : Processor
{
    public static ArrayExtractProcessor Read(JsonValue settings) => new(
        settings.FindText("input") ?? "", settings.FindText("output") ?? "", settings.FindText("mode") is not ("RANGE" or "SUBARRAY"),
        settings.FindInt32("index") ?? 0, settings.FindInt32("begin") ?? 0, settings.FindInt32("end") ?? 0);

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
