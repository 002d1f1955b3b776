using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Joins the texts of columns.</summary>
internal sealed record ColumnsConcat(IReadOnlyList<string> Inputs, string Separator, string Output) : Processor
{
    public static ColumnsConcat Read(JsonValue settings) => new(
        [.. settings.FindItems("columns").Select(column => column.Text)], settings.FindText("join") ?? "", settings.FindText("outputColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        PrepareColumn[] inputs = [.. Inputs.Select(name => columns.Need(name)).OfType<PrepareColumn>()];
        columns.Put(Output, StorageType.Unknown, inputs, columns.RightMost(inputs));
    }
}
