using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Fills empty cells with the mean, the median or the most frequent value of the column.</summary>
internal sealed record FillEmptyWithComputedValue(ColumnScope Scope, string Mode) : InPlaceProcessor(Scope)
{
    public static FillEmptyWithComputedValue Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("mode") ?? "MEAN");
}
