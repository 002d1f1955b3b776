using DssTyped.Flow.Snapshots;
using DssTyped.Local.Execution;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Planning;

/// <summary>What a plan depends on besides the flow: what can run, and what is there already.</summary>
internal interface IPlanFacts
{
    /// <summary>Told which recipes are about to be asked for, all at once, so that what is known of them can be gathered side by side.</summary>
    void Gather(IReadOnlyList<RecipeDefinition> recipes);

    /// <summary>Why a recipe can't run; null if it can.</summary>
    Refusal? RefusalOf(RecipeDefinition recipe);

    /// <summary>What stands for an object's data instead of what its recipe would write; null if nothing does.</summary>
    /// <param name="id">The object.</param>
    /// <param name="recipeRuns">Whether its recipe can run: then only what a user pinned on purpose counts.</param>
    string? PinOf(string id, bool recipeRuns);

    /// <summary>The version of an object's data; null if it has none. Of sources: of what their files hold now.</summary>
    string? VersionOf(string id, string? partition);

    /// <summary>The partitions of a dataset's data; null if it has no data.</summary>
    BuiltPartitions? PartitionsOf(string id);

    /// <summary>What an object's data was computed from; null if it has no data.</summary>
    string? FingerprintOf(string id, string? partition);

    /// <summary>What a recipe would compute from now, given that all its inputs have data; null if that can't be known.</summary>
    string? FingerprintOf(RecipeDefinition recipe, string? partition);

    /// <summary>Why a recipe's outputs do not count as up to date, given that all of them have data: what has changed since, or why that can't be known.</summary>
    string ChangeOf(RecipeDefinition recipe, string? partition);
}
