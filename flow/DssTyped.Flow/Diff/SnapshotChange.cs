using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Diff;

/// <summary>One difference between two snapshots.</summary>
/// <param name="Impact">What it does to programs.</param>
/// <param name="Kind">The kind of object: <c>dataset</c>, <c>column</c>, <c>recipe</c>, <c>managed folder</c> ...</param>
/// <param name="Object">The object's name; of a column, its dataset's.</param>
/// <param name="Column">The column; empty if the change is not about one.</param>
/// <param name="Finding">The rule and the message. Its place is in the new snapshot, or in the old one if <see cref="InOld"/>.</param>
public sealed record SnapshotChange(ChangeImpact Impact, string Kind, string Object, string Column, Finding Finding)
{
    /// <summary>Whether the place is in the old snapshot, because the new one does not have the object.</summary>
    public bool InOld { get; init; }

    /// <summary>What was there before, such as a type; empty if nothing was.</summary>
    public string Before { get; init; } = "";

    /// <summary>What is there now; empty if nothing is.</summary>
    public string After { get; init; } = "";

    /// <summary>What to use instead of what is gone; empty if that is not known.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>Why a column changed: the changed source column first, this column last; empty if the change is its own cause.</summary>
    public EquatableArray<string> Path { get; init; } = [];

    /// <summary>Whether it has not happened yet: the stored schema is as before, but the next build changes it.</summary>
    public bool OnNextBuild { get; init; }

    /// <summary>The place of the change.</summary>
    public JsonSpan Span => Finding.Span;
}
