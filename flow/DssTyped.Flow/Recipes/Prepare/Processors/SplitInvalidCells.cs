using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Moves cells that do not have a meaning to another column.</summary>
internal sealed record SplitInvalidCells(string Input, string InvalidOutput, string Meaning, bool EmptyIsInvalid) : Processor
{
    public static SplitInvalidCells Read(JsonValue settings) => new(settings.FindText("column") ?? "", settings.FindText("invalidColumn") ?? "", settings.FindText("type") ?? "Text", settings.FindFlag("considerEmptyAsInvalid"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        columns.Put(InvalidOutput, StorageType.Unknown, [input], input);
        columns.Change(input);
    }
}
