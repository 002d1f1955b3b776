namespace DssTyped;

/// <summary>DSS's spellings of build modes.</summary>
public static class BuildModes
{
    /// <summary>The spelling of DSS's job API, such as <c>RECURSIVE_BUILD</c>.</summary>
    public static string NameOf(BuildMode mode) => mode switch
    {
        BuildMode.NonRecursiveForced => "NON_RECURSIVE_FORCED_BUILD",
        BuildMode.Recursive => "RECURSIVE_BUILD",
        BuildMode.RecursiveForced => "RECURSIVE_FORCED_BUILD",
        BuildMode.RecursiveMissingOnly => "RECURSIVE_MISSING_ONLY_BUILD",
    };

    /// <summary>The mode of a spelling of DSS's job API; null if there is none.</summary>
    public static BuildMode? Parse(string name) => name switch
    {
        "NON_RECURSIVE_FORCED_BUILD" => BuildMode.NonRecursiveForced,
        "RECURSIVE_BUILD" => BuildMode.Recursive,
        "RECURSIVE_FORCED_BUILD" => BuildMode.RecursiveForced,
        "RECURSIVE_MISSING_ONLY_BUILD" => BuildMode.RecursiveMissingOnly,
        _ => null,
    };
}
