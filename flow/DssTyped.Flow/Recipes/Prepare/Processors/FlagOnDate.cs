using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags rows by the instant in a cell.</summary>
internal sealed record FlagOnDate(ColumnScope Scope, RowAction Action, DateTest Test) : FlagProcessor(Scope, Action)
{
    public static FlagOnDate Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), DateTest.Read(settings));
}
