using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Grouping;

/// <summary>What a <c>grouping</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are grouped.</param>
/// <param name="ComputedColumns">Columns computed before grouping.</param>
/// <param name="Keys">The columns to group by; none means one group of all rows.</param>
/// <param name="Aggregates">The other columns of the output, in order.</param>
/// <param name="CountsRows">Whether each group's number of rows is the last column.</param>
/// <param name="Names">Renamings of output columns.</param>
/// <param name="EnlargesSums">Whether sums of small integers become <c>bigint</c> (<c>enlargeYourBits</c>), as they do unless somebody switched it off.</param>
/// <param name="PostFilter">Which groups are kept.</param>
public sealed record GroupingSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    EquatableArray<ColumnRef> Keys,
    EquatableArray<AggregateColumn> Aggregates,
    bool CountsRows,
    OutputNames Names,
    bool EnlargesSums,
    FilterSettings PostFilter) : RecipeSettings;
