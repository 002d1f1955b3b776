using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Negates booleans.</summary>
internal sealed record BooleanNot(string Input) : Processor
{
    public static BooleanNot Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Change(input, StorageType.Boolean);
    }
}
