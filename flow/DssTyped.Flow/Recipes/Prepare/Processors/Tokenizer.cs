using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts texts into words.</summary>
internal sealed record Tokenizer(string Input, string Output, string Operation, TextSimplifierProcessor Simplify) : Processor
{
    public static Tokenizer Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? settings.FindText("prefix") ?? "", settings.FindText("operation") ?? "TO_JSON", TextSimplifierProcessor.Read(settings));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not { } input)
            return;

        if (Operation == "SPLIT")
            columns.Open($"how many columns there are depends on the words in '{Input}'");
        else
            columns.PutOrChange(input, Output);
    }
}
