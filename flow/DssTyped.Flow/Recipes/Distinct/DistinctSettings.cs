using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Distinct;

/// <summary>What a <c>distinct</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are looked at.</param>
/// <param name="ComputedColumns">Columns computed before.</param>
/// <param name="Keys">The columns of the output; none means all columns of the input.</param>
/// <param name="CountsRows">Whether the number of equal rows is the last column.</param>
/// <param name="Names">Renamings of output columns.</param>
/// <param name="PostFilter">Which rows are kept.</param>
public sealed record DistinctSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    EquatableArray<ColumnRef> Keys,
    bool CountsRows,
    OutputNames Names,
    FilterSettings PostFilter) : RecipeSettings;
