using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Joins arrays of several columns to one.</summary>
internal sealed record ConcatArrays(IReadOnlyList<string> Inputs, string Output) : Processor
{
    public static ConcatArrays Read(JsonValue settings) => new([.. settings.FindItems("inputColumns").Select(column => column.Text)], settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn[] inputs = [.. Inputs.Select(name => columns.Need(name)).OfType<PrepareColumn>()];
        columns.Put(Output, StorageType.Unknown, inputs, columns.RightMost(inputs));
    }
}
