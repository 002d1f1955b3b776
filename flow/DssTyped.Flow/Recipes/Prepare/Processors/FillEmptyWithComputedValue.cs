using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Fills empty cells with the mean, the median or the most frequent value of the column.</summary>
internal sealed record FillEmptyWithComputedValue(ColumnScope Scope, string Mode) : InPlaceProcessor(Scope)
{
    public static FillEmptyWithComputedValue Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("mode") ?? "MEAN");

    // The mean of whole numbers is a decimal, if there is an empty cell at all.
    private protected override StorageType TypeAfter(StorageType before) => before == StorageType.BigInt && Mode is "MEAN" or "MEDIAN" ? StorageType.Unknown : before;
}
