using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Replaces rare values.</summary>
internal sealed record MergeLongTailValues(ColumnScope Scope, string ThresholdMode, double Threshold, string Replacement) : InPlaceProcessor(Scope)
{
    public static MergeLongTailValues Read(JsonValue settings) => new(
        ColumnScope.Read(settings), settings.FindText("thresholdMode") ?? "", settings.FindDouble("threshold") ?? 0, settings.FindText("replacementValue") ?? "");

    private protected override StorageType TypeAfter(StorageType before) => PrepareTypes.WithValues(before, [Replacement]);
}
