using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Sorts the items of arrays.</summary>
internal sealed record ArraySortProcessor(string Input, string Output, string SortingType, bool Descending) : Processor
{
    public static ArraySortProcessor Read(JsonValue settings) => new(
        settings.FindText("input") ?? "", settings.FindText("output") ?? "", settings.FindText("sortingType") ?? "ALPHA", settings.FindFlag("descending"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
