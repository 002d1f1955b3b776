using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Fills empty cells with the value of an earlier or later row.</summary>
internal sealed record UpDownFiller(ColumnScope Scope, bool FromNext) : InPlaceProcessor(Scope)
{
    public static UpDownFiller Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindFlag("up"));
}
