using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Copies a column to a new one after it.</summary>
internal sealed record ColumnCopier(string Input, string Output) : Processor
{
    public static ColumnCopier Read(JsonValue settings) => new(settings.FindText("inputColumn") ?? "", settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (Output.Length > 0 && columns.Need(Input) is { } input)
            columns.PutCopy(Output, input, input);
    }
}
