using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes;

namespace DssTyped.Local.Recipes.Sampling;

/// <summary>Limits on what a recipe reads that come before its sampling: none of them can be done here.</summary>
internal static class SelectionRefusal
{
    /// <summary>Why a <c>selection</c> can't be done; null if it can.</summary>
    public static Refusal? Of(JsonValue? selection) => selection switch
    {
        null => null,
        _ when selection.Text("partitionSelectionMethod", "ALL") is not "ALL" and var method =>
            new Refusal($"The recipe reads partitions by {method}, which the local engine does not", "Read all partitions in DSS, or choose them by a partition dependency."),
        _ when selection.FindInt32("withinFirstN") is > 0 => new Refusal("The recipe samples within the first rows only, which the local engine does not", "Put a Sample/Filter recipe with the first rows before it in DSS."),
        _ when selection.FindText("maxReadUncompressedBytes") is { } bytes && bytes is not ("0" or "-1") =>
            new Refusal("The recipe reads a number of bytes only, and which rows those are depends on the file", "Switch that limit off in DSS."),
        _ when selection.Find("filter")?.FindFlag("enabled") == true || selection.Find("filter")?.FindFlag("distinct") == true =>
            new Refusal("The recipe's selection has a filter of its own, and whether it comes before the sampling is not known", "Use the recipe's filter in DSS."),
        _ => null,
    };
}
