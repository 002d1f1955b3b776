using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Sort;

/// <summary>What a <c>sort</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are sorted.</param>
/// <param name="ComputedColumns">Columns computed before sorting.</param>
/// <param name="Orders">What to sort by.</param>
/// <param name="RowNumber">Whether <c>_row_number</c> is added.</param>
/// <param name="Rank">Whether <c>_rank</c> is added.</param>
/// <param name="DenseRank">Whether <c>_dense_rank</c> is added.</param>
/// <param name="Names">Renamings of output columns.</param>
public sealed record SortSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    EquatableArray<SortKey> Orders,
    bool RowNumber,
    bool Rank,
    bool DenseRank,
    OutputNames Names) : RecipeSettings;
