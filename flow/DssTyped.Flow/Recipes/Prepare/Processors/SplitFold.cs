using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts texts at a separator and makes a row of each part.</summary>
internal sealed record SplitFold(string Input, string Separator, bool KeepEmpty, bool Trim) : Processor
{
    public static SplitFold Read(JsonValue settings) => new(
        settings.FindText("column") ?? "", settings.FindText("separator") ?? "", settings.FindFlag("keepEmptyChunks"), settings.FindFlag("trimSpaces", otherwise: true));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Change(input, StorageType.Unknown);
    }
}
