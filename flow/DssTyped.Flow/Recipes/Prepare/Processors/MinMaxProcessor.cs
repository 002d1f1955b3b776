using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Forces numbers into bounds, or clears those outside.</summary>
internal sealed record MinMaxProcessor(ColumnScope Scope, double? Lower, double? Upper, string LowerText, string UpperText, bool Clear) : InPlaceProcessor(Scope)
{
    public static MinMaxProcessor Read(JsonValue settings) => new(
        ColumnScope.Read(settings), settings.FindDouble("lowerBound"), settings.FindDouble("upperBound"),
        settings.FindText("lowerBound") ?? "", settings.FindText("upperBound") ?? "", settings.FindFlag("clear"));

    private protected override StorageType TypeAfter(StorageType before) => Clear ? before : PrepareTypes.WithValues(before, [LowerText, UpperText]);
}
