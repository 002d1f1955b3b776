using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>Settings that every recipe has, whatever its type.</summary>
internal static class CommonSettings
{
    // These types filter what they read only; a filter at the end would be passed over.
    private static readonly string[] WithoutPostFilter = ["sampling", "sort", "split", "topn"];

    /// <summary>Why a recipe can't run here as it is set; null if it can.</summary>
    public static Refusal? Refuse(RecipeDefinition recipe)
    {
        if (recipe.Raw.FindFlag("neverRecomputeExistingPartitions"))
            return new Refusal("The recipe never computes a partition again, whatever has changed, which the local engine does", "Switch that off in the recipe's advanced settings in DSS.");
        if (recipe.Raw.Find("variables") is { IsObject: true, Members.Count: > 0 })
            return new Refusal("The recipe has variables of its own, and how they go with those of the project is not known", "Make them variables of the project in DSS.");
        if (recipe.Params.Find("variablesExpansionLoopConfig")?.FindFlag("enabled") == true)
            return new Refusal("The recipe is repeated over the rows of a dataset that sets variables, which the local engine does not do", "Switch the repetition off in DSS.");
        if (recipe.Inputs.SelectMany(input => input.Dependencies).Any(dependency => dependency.FindFlag("expandVariables") && dependency.FindItems("values").Any(HasVariable)))
            return new Refusal("A partition dependency names partitions by variables, which the local engine does not expand", "Name the partitions in DSS.");

        return WithoutPostFilter.Contains(recipe.Type, StringComparer.Ordinal) && recipe.Payload.Find("postFilter") is { } filter && (filter.FindFlag("enabled") || filter.FindFlag("distinct"))
            ? new Refusal("The recipe filters what it writes, and at which stage is not known for its type", "Put a Sample/Filter recipe after it in DSS.")
            : null;
    }

    private static bool HasVariable(JsonValue value) => value.Text.Contains("${", StringComparison.Ordinal);
}
