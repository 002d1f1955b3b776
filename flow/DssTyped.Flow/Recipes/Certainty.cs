namespace DssTyped.Flow.Recipes;

/// <summary>How sure a derived schema is.</summary>
public enum Certainty
{
    /// <summary>The settings and input schemas decide it.</summary>
    Exact,

    /// <summary>It also depends on the data (pivot without stored modalities, split of a column into many ...).</summary>
    DataDependent,

    /// <summary>Only running the recipe tells (code, ML, LLM, plugins).</summary>
    Opaque,
}
