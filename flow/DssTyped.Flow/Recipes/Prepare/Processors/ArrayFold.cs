using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a row of each item of arrays.</summary>
internal sealed record ArrayFold(string Input) : Processor
{
    public static ArrayFold Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Change(input, StorageType.Unknown);
    }
}
