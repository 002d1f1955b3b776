using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Keeps or drops rows, or clears cells, that do not have a meaning.</summary>
internal sealed record FilterOnBadType(ColumnScope Scope, RowAction Action, string Meaning, bool EmptyIsInvalid) : FilterProcessor
{
    public static FilterOnBadType Read(JsonValue settings) => new(ColumnScope.Read(settings), RowAction.Read(settings), settings.FindText("type") ?? "Text", settings.FindFlag("considerEmptyAsInvalid"));
}
