using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Turns rows into columns.</summary>
internal sealed record Transpose(string Column, int Limit) : Processor
{
    public static Transpose Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindInt32("limit") ?? 100);

    public override void Apply(PrepareColumns columns)
    {
        columns.Clear();
        columns.Open("the rows become columns");
    }
}
