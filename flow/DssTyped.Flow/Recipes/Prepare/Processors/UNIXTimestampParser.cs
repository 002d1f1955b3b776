using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Reads seconds or milliseconds since 1970 as instants.</summary>
internal sealed record UNIXTimestampParser(string Input, string Output, bool Milliseconds) : Processor
{
    public static UNIXTimestampParser Read(JsonValue settings) => new(settings.FindText("inCol") ?? "", settings.FindText("outCol") ?? "", settings.FindFlag("milliseconds"));

    public override void Apply(PrepareColumns columns)
    {
        if (columns.Need(Input) is { } input)
            columns.PutOrChange(input, Output, StorageType.Date);
    }
}
