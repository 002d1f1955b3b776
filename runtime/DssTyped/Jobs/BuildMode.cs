namespace DssTyped;

/// <summary>What a job builds besides its outputs: DSS's job types.</summary>
public enum BuildMode
{
    /// <summary><c>NON_RECURSIVE_FORCED_BUILD</c>: only the recipes that write the outputs, whether up to date or not.</summary>
    NonRecursiveForced,

    /// <summary><c>RECURSIVE_BUILD</c>: the outputs and whatever they need that is out of date.</summary>
    Recursive,

    /// <summary><c>RECURSIVE_FORCED_BUILD</c>: everything the outputs need, whether up to date or not.</summary>
    RecursiveForced,

    /// <summary><c>RECURSIVE_MISSING_ONLY_BUILD</c>: whatever the outputs need that was never built.</summary>
    RecursiveMissingOnly,
}
