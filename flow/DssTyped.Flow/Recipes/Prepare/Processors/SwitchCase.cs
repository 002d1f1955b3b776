using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Replaces listed values of a column by others in a new column.</summary>
internal sealed record SwitchCase(string Input, string Output, IReadOnlyList<(string From, string To)> Mapping, string Otherwise, NormalizationMode Normalization) : Processor
{
    public static SwitchCase Read(JsonValue settings) => new(
        settings.FindText("inputColumn") ?? settings.FindText("column") ?? "", settings.FindText("outputColumn") ?? settings.FindText("output") ?? "",
        [.. settings.FindItems("mapping").Select(pair => (pair.FindText("from") ?? "", pair.FindText("to") ?? ""))],
        settings.FindText("defaultValue") ?? settings.FindText("unmatchedValue") ?? "", Matches.ReadNormalization(settings.FindText("normalization")));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output, PrepareTypes.OfAny(Mapping.Select(pair => PrepareTypes.OfLiteral(pair.To)).Append(PrepareTypes.OfLiteral(Otherwise))));
    }
}
