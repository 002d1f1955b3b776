using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.VStack;

/// <summary>What a <c>vstack</c> (stack) recipe asks for.</summary>
/// <param name="Mode">How the columns of the inputs are matched.</param>
/// <param name="Inputs">The stacked inputs, in order; one input may be stacked twice.</param>
/// <param name="Selected">The output's columns of the modes that name them.</param>
/// <param name="CopiedDataset">The input whose schema <see cref="VStackMode.FromDataset"/> and <see cref="VStackMode.FromIndex"/> take.</param>
/// <param name="OriginColumn">The column that says which input a row is from; null if none is added.</param>
/// <param name="PostFilter">Which rows are kept.</param>
public sealed record VStackSettings(
    VStackMode Mode,
    EquatableArray<VStackInput> Inputs,
    EquatableArray<ColumnRef> Selected,
    string? CopiedDataset,
    string? OriginColumn,
    FilterSettings PostFilter) : RecipeSettings;

/// <summary>How a stack recipe matches columns.</summary>
public enum VStackMode
{
    /// <summary>All columns of all inputs, by name.</summary>
    Union,

    /// <summary>The columns that every input has, by name.</summary>
    Intersect,

    /// <summary>The columns of one input, by name.</summary>
    FromDataset,

    /// <summary>The columns of one input; the others' by their position.</summary>
    FromIndex,

    /// <summary>A list of columns, by name.</summary>
    Custom,

    /// <summary>A list of columns, each with the column to take from every input.</summary>
    Remap,
}

/// <summary>One stacked input.</summary>
/// <param name="Index">Which of the recipe's inputs.</param>
/// <param name="Label">What the origin column says for its rows.</param>
/// <param name="Matches">For <see cref="VStackMode.Remap"/>: the column to take for each output column, in their order.</param>
/// <param name="PreFilter">Which of its rows are stacked.</param>
public sealed record VStackInput(int Index, string Label, EquatableArray<ColumnMatch> Matches, FilterSettings PreFilter);

/// <summary>Which column of an input becomes an output column.</summary>
/// <param name="Column">The input's column; null for none.</param>
public sealed record ColumnMatch(ColumnRef? Column);
