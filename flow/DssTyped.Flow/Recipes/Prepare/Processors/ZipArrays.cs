using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes an array of objects from arrays side by side.</summary>
internal sealed record ZipArrays(IReadOnlyList<string> Inputs, string Output) : Processor
{
    public static ZipArrays Read(JsonValue settings) => new([.. settings.FindItems("inputColumns").Select(column => column.Text)], settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn[] inputs = [.. Inputs.Select(name => columns.Need(name)).OfType<PrepareColumn>()];
        columns.Put(Output, StorageType.Unknown, inputs, columns.RightMost(inputs));
    }
}
