using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Puts a value into empty cells.</summary>
internal sealed record FillEmptyWithValue(ColumnScope Scope, string Value) : InPlaceProcessor(Scope)
{
    public static FillEmptyWithValue Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindText("value") ?? "");

    private protected override StorageType TypeAfter(StorageType before) => PrepareTypes.WithValues(before, [Value]);
}
