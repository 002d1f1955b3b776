using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Window;

/// <summary>What a <c>window</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are looked at.</param>
/// <param name="ComputedColumns">Columns computed before.</param>
/// <param name="Windows">The windows; each computes all values.</param>
/// <param name="Retrieved">The input's columns that the output has; null means all.</param>
/// <param name="Values">The columns that each window computes, in order.</param>
/// <param name="RowNumber">Whether each window numbers its rows.</param>
/// <param name="Rank">Whether each window ranks its rows.</param>
/// <param name="DenseRank">Whether each window ranks its rows without gaps.</param>
/// <param name="CumulativeDistribution">Whether each window says which share of rows comes before or with a row.</param>
/// <param name="Quantiles">The numbers of quantiles that each window distributes its rows over.</param>
/// <param name="LegacyUnboundedFrame">Whether an ordered window without limits reaches over the whole partition rather than up to the current row.</param>
/// <param name="Names">Renamings of output columns.</param>
/// <param name="PostFilter">Which rows are kept.</param>
public sealed record WindowSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    EquatableArray<WindowDefinition> Windows,
    EquatableArray<ColumnRef>? Retrieved,
    EquatableArray<WindowValue> Values,
    bool RowNumber,
    bool Rank,
    bool DenseRank,
    bool CumulativeDistribution,
    EquatableArray<int> Quantiles,
    bool LegacyUnboundedFrame,
    OutputNames Names,
    FilterSettings PostFilter) : RecipeSettings;

/// <summary>One window.</summary>
/// <param name="Prefix">What stands before its columns' names; may be empty.</param>
/// <param name="Partitioning">The columns whose equal values make a partition.</param>
/// <param name="Orders">The order of rows in a partition; empty if it is not ordered.</param>
/// <param name="Frame">Which rows around the current one count; null if it is not limited.</param>
public sealed record WindowDefinition(string Prefix, EquatableArray<ColumnRef> Partitioning, EquatableArray<SortKey> Orders, WindowFrame? Frame)
{
    /// <summary>The name this window gives to a column, before renamings.</summary>
    public string NameOf(string column) => Prefix.Length > 0 ? Prefix + "_" + column : column;
}

/// <summary>Which rows around the current one count.</summary>
/// <param name="IsRange">Whether the bounds are distances of the order column's values rather than numbers of rows.</param>
/// <param name="Preceding">The bound before the current row; null is unlimited.</param>
/// <param name="Following">The bound after the current row; null is unlimited.</param>
/// <param name="DateUnit">The unit of bounds over dates: <c>DAY</c>, <c>WEEK</c> ...</param>
public sealed record WindowFrame(bool IsRange, double? Preceding, double? Following, string DateUnit);
