using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Split;

/// <summary>What decides where a row goes: one of the kinds below.</summary>
public abstract record SplitBy
{
    private protected SplitBy()
    {
    }
}

/// <summary>The first filter that a row meets (also DSS's mode <c>RANGE</c>).</summary>
/// <param name="Filters">The filters in order.</param>
/// <param name="IsRange">Whether the filters are ranges of one column.</param>
public sealed record SplitByFilters(EquatableArray<FilterSplit> Filters, bool IsRange) : SplitBy;

/// <summary>The value of a column.</summary>
/// <param name="Column">The column; null if none was chosen.</param>
/// <param name="Values">The values and their outputs.</param>
public sealed record SplitByValues(ColumnRef? Column, EquatableArray<ValueSplit> Values) : SplitBy;

/// <summary>Chance, repeatable by a seed.</summary>
/// <param name="Seed">The seed; null if none is set.</param>
/// <param name="Shares">The outputs and the percentage of rows each gets.</param>
public sealed record SplitByChance(long? Seed, EquatableArray<ShareSplit> Shares) : SplitBy;

/// <summary>Chance by the values of columns: rows with equal values go to the same output.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Shares">The outputs and the percentage of values each gets.</param>
public sealed record SplitByHash(EquatableArray<ColumnRef> Columns, EquatableArray<ShareSplit> Shares) : SplitBy;

/// <summary>The place of a row in an order.</summary>
/// <param name="Orders">The order.</param>
/// <param name="Shares">The outputs and the percentage of rows each gets.</param>
public sealed record SplitByCentile(EquatableArray<SortKey> Orders, EquatableArray<ShareSplit> Shares) : SplitBy;

/// <summary>Nothing: the recipe was never set up, or in a way this version does not know.</summary>
/// <param name="Mode">DSS's spelling of the mode.</param>
public sealed record SplitByUnknown(string Mode) : SplitBy;

/// <summary>Rows that meet a filter go to an output.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Output">The index of the output; -1 drops the rows.</param>
public sealed record FilterSplit(FilterSettings Filter, int Output)
{
    /// <summary>Where the index stands in the snapshot.</summary>
    public JsonSpan Span { get; init; }
}

/// <summary>Rows with a value go to an output.</summary>
/// <param name="Value">The value as text; null for the empty value.</param>
/// <param name="CaseSensitive">Whether upper and lower case count.</param>
/// <param name="Output">The index of the output; -1 drops the rows.</param>
public sealed record ValueSplit(string? Value, bool CaseSensitive, int Output)
{
    /// <summary>Where the index stands in the snapshot.</summary>
    public JsonSpan Span { get; init; }
}

/// <summary>A share of the rows goes to an output.</summary>
/// <param name="Share">The share in percent.</param>
/// <param name="Output">The index of the output; -1 drops the rows.</param>
public sealed record ShareSplit(double Share, int Output)
{
    /// <summary>Where the index stands in the snapshot.</summary>
    public JsonSpan Span { get; init; }
}
