using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.TopN;

/// <summary>What a <c>topn</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are looked at.</param>
/// <param name="ComputedColumns">Columns computed before.</param>
/// <param name="Keys">The columns whose equal values make a group; none means one group of all rows.</param>
/// <param name="Orders">What rows are ranked by.</param>
/// <param name="FirstRows">How many rows to keep from the start of each group.</param>
/// <param name="LastRows">How many rows to keep from the end of each group.</param>
/// <param name="Retrieved">The columns of the output; null means all.</param>
/// <param name="DuplicateCount">Whether <c>_duplicate_count</c> is added: how many rows the group has.</param>
/// <param name="RowNumber">Whether <c>_row_number</c> is added.</param>
/// <param name="Rank">Whether <c>_rank</c> is added.</param>
/// <param name="DenseRank">Whether <c>_dense_rank</c> is added.</param>
/// <param name="Names">Renamings of output columns.</param>
public sealed record TopNSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    EquatableArray<ColumnRef> Keys,
    EquatableArray<SortKey> Orders,
    int FirstRows,
    int LastRows,
    EquatableArray<ColumnRef>? Retrieved,
    bool DuplicateCount,
    bool RowNumber,
    bool Rank,
    bool DenseRank,
    OutputNames Names) : RecipeSettings;
