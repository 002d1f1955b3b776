using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a row of each field of JSON objects.</summary>
internal sealed record ObjectFoldProcessor(string Input, bool KeepsEmptyObjects, bool KeepsOthers) : Processor
{
    public static ObjectFoldProcessor Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindFlag("emitEmptyObject"), settings.FindFlag("emitNonObject"));

    /// <summary>The columns of the names and of the values of the fields.</summary>
    public (string Key, string Value) Outputs => (Input + "_key", Input + "_val");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        PrepareColumn key = columns.Put(Outputs.Key, StorageType.Unknown, [input], input);
        columns.Put(Outputs.Value, StorageType.Unknown, [input], key);
        columns.Remove(input);
    }
}
