using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or drops rows, or clears cells, by the number in a cell.</summary>
internal sealed record FilterOnNumericalRange(ColumnScope Scope, RowAction Action, RangeTest Test) : FilterProcessor
{
    public static FilterOnNumericalRange Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), RangeTest.Read(settings));
}
