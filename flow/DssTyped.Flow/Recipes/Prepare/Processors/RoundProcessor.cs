using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Rounds numbers.</summary>
internal sealed record RoundProcessor(ColumnScope Scope, string Mode, int Places, int Precision) : InPlaceProcessor(Scope)
{
    public static RoundProcessor Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("mode") ?? "ROUND", settings.FindInt32("places") ?? 0, settings.FindInt32("precision") ?? 0);

    // Decimals without places are whole numbers, or are not, as the data has it.
    private protected override StorageType TypeAfter(StorageType before) => before == StorageType.Double && (Places <= 0 || Precision > 0) ? StorageType.Unknown : before;
}
