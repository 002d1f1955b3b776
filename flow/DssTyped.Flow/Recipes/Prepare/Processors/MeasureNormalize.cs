using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Converts measures with units to SI units.</summary>
internal sealed record MeasureNormalize(string Input) : Processor
{
    public static MeasureNormalize Read(JsonValue settings) => new(settings.FindText("column") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.Change(input, StorageType.Unknown);
    }
}
