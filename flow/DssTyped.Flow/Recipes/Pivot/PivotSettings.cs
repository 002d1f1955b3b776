using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Pivot;

/// <summary>What a <c>pivot</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are looked at.</param>
/// <param name="ComputedColumns">Columns computed before.</param>
/// <param name="IdentifierSelection">DSS's word for which columns identify a row: <c>EXPLICIT</c>, or all that are not used otherwise.</param>
/// <param name="Identifiers">The columns that identify a row of the output.</param>
/// <param name="Elements">What is spread over columns.</param>
/// <param name="OtherColumns">Aggregates that are not spread.</param>
/// <param name="RecomputesModalities">Whether each run looks for the modalities in the data again.</param>
/// <param name="PostFilter">Which rows are kept.</param>
public sealed record PivotSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    string IdentifierSelection,
    EquatableArray<ColumnRef> Identifiers,
    EquatableArray<PivotElement> Elements,
    EquatableArray<AggregateColumn> OtherColumns,
    bool RecomputesModalities,
    FilterSettings PostFilter) : RecipeSettings
{
    /// <summary>Whether modalities that are looked for come in the order of their values.</summary>
    public bool SortsModalities { get; init; }

    /// <summary>DSS's word for how modalities are rewritten in column names: <c>NONE</c>, <c>SOFT_SLUGIFY</c>, <c>HARD_SLUGIFY</c>.</summary>
    public string Slugification { get; init; } = "NONE";
}

/// <summary>A set of columns whose values become columns.</summary>
/// <param name="Keys">The columns whose values are the modalities.</param>
/// <param name="Values">What is computed for each modality.</param>
/// <param name="CountsRows">Whether each modality's rows are counted too.</param>
/// <param name="ValueLimit">DSS's word for how many modalities become columns.</param>
public sealed record PivotElement(EquatableArray<ColumnRef> Keys, EquatableArray<AggregateColumn> Values, bool CountsRows, string ValueLimit)
{
    /// <summary>How many of the most frequent modalities become columns, for the limit <c>TOP_N</c>.</summary>
    public int MostFrequent { get; init; } = 20;

    /// <summary>How often a modality must occur to become columns, for the limit that asks for a number of occurrences.</summary>
    public int LeastOccurrences { get; init; }

    /// <summary>The modalities that were chosen one by one: for each, the values of the keys.</summary>
    public EquatableArray<EquatableArray<PivotKeyValue>> Chosen { get; init; } = [];
}
