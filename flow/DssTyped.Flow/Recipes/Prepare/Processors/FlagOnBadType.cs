using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Flags rows with cells that do not have a meaning.</summary>
internal sealed record FlagOnBadType(ColumnScope Scope, RowAction Action, string Meaning, bool EmptyIsInvalid) : FlagProcessor(Scope, Action)
{
    public static FlagOnBadType Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), settings.FindText("type") ?? "Text", settings.FindFlag("considerEmptyAsInvalid"));
}
