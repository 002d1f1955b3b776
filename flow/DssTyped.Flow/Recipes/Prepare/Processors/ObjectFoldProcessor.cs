using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a row of each field of JSON objects.</summary>
internal sealed record ObjectFoldProcessor(string Input) : Processor
{
    public static ObjectFoldProcessor Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn key = columns.Put(Input + "_key", StorageType.Unknown, [input], input);
        columns.Put(Input + "_value", StorageType.Unknown, [input], key);
    }
}
