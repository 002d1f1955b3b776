using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a row of each of some columns: its name and its value.</summary>
internal sealed record MultiColumnFold(IReadOnlyList<string> Inputs, string NameColumn, string ValueColumn, bool RemoveFolded) : Processor
{
    public static MultiColumnFold Read(JsonValue settings) => new(
        [.. settings.FindItems("columns").Select(column => column.Text)], settings.FindText("foldNameColumn") ?? "", settings.FindText("foldValueColumn") ?? "",
        settings.FindFlag("foldRemoveFoldedColumns"));

    public override void Apply(PrepareColumns columns) => Matches.Fold(columns, [.. Inputs.Select(name => columns.Need(name)).OfType<PrepareColumn>()], NameColumn, ValueColumn, RemoveFolded);
}
