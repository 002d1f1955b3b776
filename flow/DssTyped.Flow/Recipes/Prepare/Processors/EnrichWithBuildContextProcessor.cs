using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Adds the time of the build.</summary>
internal sealed record EnrichWithBuildContextProcessor(string DateOutput, string JobOutput) : Processor
{
    public static EnrichWithBuildContextProcessor Read(JsonValue settings) => new(settings.FindText("buildDateColumn") ?? "", settings.FindText("jobIdColumn") ?? settings.FindText("jobIDColumn") ?? "");

    public override void Apply(PrepareColumns columns)
    {
        if (DateOutput.Length > 0)
            columns.Put(DateOutput, StorageType.Date, [], after: null);
        if (JobOutput.Length > 0)
            columns.Put(JobOutput, StorageType.String, [], after: null);
    }
}
