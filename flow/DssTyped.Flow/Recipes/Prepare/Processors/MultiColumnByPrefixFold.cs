using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a row of each column whose name has a pattern: its name, or the part in brackets, and its value.</summary>
internal sealed record MultiColumnByPrefixFold(string Pattern, string NameColumn, string ValueColumn, bool RemoveFolded) : Processor
{
    public static MultiColumnByPrefixFold Read(JsonValue settings) => new(
        settings.FindText("columnNamePattern") ?? "", settings.FindText("columnNameColumn") ?? "", settings.FindText("columnContentColumn") ?? "", settings.FindFlag("foldRemoveFoldedColumns"));

    public IReadOnlyList<PrepareColumn> Folded(PrepareColumns columns) => columns.Matching(Pattern);

    public override void Apply(PrepareColumns columns) => Matches.Fold(columns, Folded(columns), NameColumn, ValueColumn, RemoveFolded);
}
