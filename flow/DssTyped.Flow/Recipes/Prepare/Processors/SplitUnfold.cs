using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts texts at a separator and makes a column of each part: how often the row has it.</summary>
internal sealed record SplitUnfold(string Input, string Separator, string Prefix, bool KeepEmpty, int Limit, string OverflowAction) : Processor
{
    public static SplitUnfold Read(JsonValue settings) => new(
        settings.FindText("column") ?? "", settings.FindText("separator") ?? "", settings.FindText("prefix") ?? "", settings.FindFlag("keepEmptyChunks"),
        settings.FindInt32("limit") ?? 100, settings.FindText("overflowAction") ?? "ERROR");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        columns.Open($"the parts of the texts in '{Input}' become columns");
        PrepareColumn after = input;
        foreach (string name in Matches.LikelyUnfolded(columns, Prefix))
            after = columns.Put(name, StorageType.BigInt, [input], after);
    }
}
