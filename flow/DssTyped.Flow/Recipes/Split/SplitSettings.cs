using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Split;

/// <summary>What a <c>split</c> recipe asks for.</summary>
/// <param name="PreFilter">Which rows are split.</param>
/// <param name="ComputedColumns">Columns computed before splitting.</param>
/// <param name="WritesComputedColumns">Whether the outputs get the computed columns.</param>
/// <param name="How">What decides where a row goes.</param>
/// <param name="DefaultOutput">The output of rows that nothing else decides; -1 drops them.</param>
public sealed record SplitSettings(
    FilterSettings PreFilter,
    EquatableArray<ComputedColumn> ComputedColumns,
    bool WritesComputedColumns,
    SplitBy How,
    int DefaultOutput) : RecipeSettings;
