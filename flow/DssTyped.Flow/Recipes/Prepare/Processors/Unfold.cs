using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Makes a column of each value: 1 where the row has it.</summary>
internal sealed record Unfold(string Input, string Prefix, int Limit, string OverflowAction) : Processor
{
    public static Unfold Read(JsonValue settings) => new(
        settings.FindText("column") ?? "", settings.FindText("prefix") ?? "", settings.FindInt32("limit") ?? 100, settings.FindText("overflowAction") ?? "ERROR");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        columns.Open($"the values of '{Input}' become columns");
        PrepareColumn after = input;
        foreach (string name in Matches.LikelyUnfolded(columns, Prefix))
            after = columns.Put(name, StorageType.BigInt, [input], after);
    }
}
