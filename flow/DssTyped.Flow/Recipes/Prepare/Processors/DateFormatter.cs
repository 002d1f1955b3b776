using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Writes instants by a Java pattern.</summary>
internal sealed record DateFormatter(string Input, string Output, string Format, string Zone, string Language) : Processor
{
    public static DateFormatter Read(JsonValue settings) => new(
        settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindText("format") ?? "", settings.FindText("timezone_id") ?? "UTC", settings.FindText("lang") ?? "auto");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output);
    }
}
