using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each item of arrays.</summary>
internal sealed record ArrayUnfold(string Input, string Prefix, bool CountsValues, int Limit, string OverflowAction) : Processor
{
    public static ArrayUnfold Read(JsonValue settings) => new(
        settings.FindText("column") ?? "", settings.FindText("prefix") ?? "", settings.FindFlag("countVal", otherwise: true), settings.FindInt32("limit") ?? 100, settings.FindText("overflowAction") ?? "ERROR");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not null)
            columns.Open($"the items of the arrays in '{Input}' become columns");
    }
}
