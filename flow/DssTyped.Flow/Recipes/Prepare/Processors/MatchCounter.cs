using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Counts how often a text occurs.</summary>
internal sealed record MatchCounter(string Input, string Output, string Text, MatchMode Matching, NormalizationMode Normalization) : Processor
{
    public static MatchCounter Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindText("pattern") ?? settings.FindText("value") ?? "",
        Matches.ReadMatching(settings.FindText("matchingMode")), Matches.ReadNormalization(settings.FindText("normalizationMode")));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Put(Output, StorageType.BigInt, [input], input);
    }
}
