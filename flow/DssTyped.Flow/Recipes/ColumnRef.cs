using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>A column that a recipe's settings name.</summary>
/// <param name="Name">The column's name, as the settings have it.</param>
/// <param name="Span">Where in the snapshot it is named.</param>
public sealed record ColumnRef(string Name, JsonSpan Span = default)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
