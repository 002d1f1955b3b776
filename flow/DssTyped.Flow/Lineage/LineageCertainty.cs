using DssTyped.Flow.Recipes;

namespace DssTyped.Flow.Lineage;

/// <summary>How surely, and how, a column depends on another. Of a way over several recipes, the weakest link counts.</summary>
public enum LineageCertainty
{
    /// <summary>The same values.</summary>
    Exact,

    /// <summary>Computed from it.</summary>
    Derived,

    /// <summary>Likely: a recipe that can't be looked into reads and writes a column of that name.</summary>
    ByName,

    /// <summary>Possible: a recipe that can't be looked into reads it.</summary>
    Unknown,
}

/// <summary>Spellings of <see cref="LineageCertainty"/>.</summary>
public static class LineageCertainties
{
    /// <summary>The certainty in words: <c>exact</c>, <c>derived</c>, <c>by name</c>, <c>unknown</c>.</summary>
    public static string InWords(this LineageCertainty certainty) => certainty switch
    {
        LineageCertainty.Exact => "exact",
        LineageCertainty.Derived => "derived",
        LineageCertainty.ByName => "by name",
        LineageCertainty.Unknown => "unknown",
    };

    internal static LineageCertainty Of(OriginKind kind) => kind switch
    {
        OriginKind.Copied => LineageCertainty.Exact,
        OriginKind.Derived => LineageCertainty.Derived,
        OriginKind.ByName => LineageCertainty.ByName,
        OriginKind.Unknown => LineageCertainty.Unknown,
    };
}
