using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Cuts texts into pieces for language models.</summary>
internal sealed record SplitIntoChunks(string Input) : Processor
{
    public static SplitIntoChunks Read(JsonValue settings) => new(settings.FindText("inCol") ?? settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is not null)
            columns.Open($"how '{Input}' is cut into pieces is not known");
    }
}
