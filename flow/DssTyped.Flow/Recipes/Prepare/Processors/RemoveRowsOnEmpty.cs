using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes.Prepare.Processors;

/// <summary>Drops rows with an empty cell, or all others.</summary>
internal sealed record RemoveRowsOnEmpty(ColumnScope Scope, bool Keep) : FilterProcessor
{
    public static RemoveRowsOnEmpty Read(JsonValue settings) => new(ColumnScope.Read(settings), settings.FindFlag("keep"));
}
