using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Simplifies texts: lower case without marks, stems, no stop words, sorted words.</summary>
internal sealed record TextSimplifierProcessor(string Input, string Output, bool Normalizes, bool Stems, bool ClearsStopWords, bool Sorts, string Language) : Processor
{
    public static TextSimplifierProcessor Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindFlag("normalize"), settings.FindFlag("stem"),
        settings.FindFlag("clearStopWords"), settings.FindFlag("sortAlphabetically"), settings.FindText("language") ?? "english");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
