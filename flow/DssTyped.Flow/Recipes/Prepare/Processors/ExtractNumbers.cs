using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Finds numbers in texts.</summary>
internal sealed record ExtractNumbers(string Input, string Output, bool Multiple, bool ToJson, string Delimiter, bool ReplacesMultipliers) : Processor
{
    public static ExtractNumbers Read(JsonValue settings) => new(
        settings.FindText("input") ?? "", settings.FindText("output") ?? "", settings.FindFlag("multipleValues"), settings.FindFlag("extractToJson"),
        settings.FindText("delimiter") ?? "BEST_GUESS", settings.FindFlag("replaceMultipliers"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (!Multiple || ToJson)
        {
            columns.PutOrChange(input, Output, StorageType.Unknown);
            return;
        }

        columns.Open($"how many columns '{Output}0', '{Output}1' ... there are depends on the texts in '{Input}'");
        PrepareColumn after = input;
        for (int i = 0; i < Matches.LikelyCount(columns.LikelyNames, Output); i++)
            after = columns.Put(Matches.Numbered(Output, i), StorageType.Unknown, [input], after);
    }
}
