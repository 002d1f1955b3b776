using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags rows by the text of a cell.</summary>
internal sealed record FlagOnValue(ColumnScope Scope, RowAction Action, ValueTest Test) : FlagProcessor(Scope, Action)
{
    public static FlagOnValue Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), ValueTest.Read(settings));
}
