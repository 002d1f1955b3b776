using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags rows by the number in a cell.</summary>
internal sealed record FlagOnNumericalRange(ColumnScope Scope, RowAction Action, RangeTest Test) : FlagProcessor(Scope, Action)
{
    public static FlagOnNumericalRange Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), RangeTest.Read(settings));
}
