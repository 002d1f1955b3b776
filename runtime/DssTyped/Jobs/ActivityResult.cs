namespace DssTyped;

/// <summary>How one activity of a job, the run of one recipe, went.</summary>
/// <param name="Id">The activity's id within its job.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="RecipeType">The recipe's type.</param>
/// <param name="State">Its state.</param>
public sealed record ActivityResult(string Id, string Recipe, string RecipeType, JobState State)
{
    /// <summary>The ids of what it writes.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Why it ran, or why not: out of date, forced, up to date, pinned, upstream failed ...</summary>
    public string? Reason { get; init; }

    /// <summary>The rows it wrote, over all outputs; null if unknown.</summary>
    public long? Rows { get; init; }

    /// <summary>What it warned of, in order.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The first thing that went wrong; null if nothing did.</summary>
    public string? FirstFailure { get; init; }

    /// <summary>The last lines of its log.</summary>
    public IReadOnlyList<string> LogTail { get; init; } = [];

    /// <summary>When it started, in UTC; null if it did not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, in UTC; null if it did not.</summary>
    public DateTimeOffset? Ended { get; init; }
}
