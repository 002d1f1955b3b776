using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or drops rows, or clears cells, by the instant in a cell.</summary>
internal sealed record FilterOnDate(ColumnScope Scope, RowAction Action, DateTest Test) : FilterProcessor
{
    public static FilterOnDate Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), DateTest.Read(settings));
}
