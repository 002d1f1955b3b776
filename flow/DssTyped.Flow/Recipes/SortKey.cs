namespace DssTyped.Flow.Recipes;

/// <summary>A column to sort by.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">Whether the greatest comes first. Nulls count as smallest, as in DSS.</param>
public sealed record SortKey(ColumnRef Column, bool Descending);
