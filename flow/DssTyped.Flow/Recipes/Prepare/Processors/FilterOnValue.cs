using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or drops rows, or clears cells, by the text of a cell.</summary>
internal sealed record FilterOnValue(ColumnScope Scope, RowAction Action, ValueTest Test) : FilterProcessor
{
    public static FilterOnValue Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), ValueTest.Read(settings));
}
