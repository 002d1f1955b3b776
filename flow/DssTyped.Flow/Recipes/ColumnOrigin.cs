namespace DssTyped.Flow.Recipes;

/// <summary>Where a derived column comes from: one column of one input.</summary>
/// <param name="Input">The input's reference, as the recipe has it.</param>
/// <param name="Column">The input's column.</param>
/// <param name="Kind">What the recipe does with it.</param>
/// <param name="How">What was done, in a word or two: <c>avg</c>, <c>formula</c>, <c>join key</c>; empty for a plain copy.</param>
public sealed record ColumnOrigin(string Input, string Column, OriginKind Kind, string How = "");

/// <summary>How a column depends on another.</summary>
public enum OriginKind
{
    /// <summary>The same values, perhaps renamed or with fewer rows.</summary>
    Copied,

    /// <summary>Computed from it.</summary>
    Derived,

    /// <summary>Assumed because a code recipe's output has a column of the same name.</summary>
    ByName,

    /// <summary>It may depend on it: the recipe can't be looked into.</summary>
    Unknown,
}
