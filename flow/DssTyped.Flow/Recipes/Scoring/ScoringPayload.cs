using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes.Scoring;

/// <summary>Reads the payload that scoring recipes share.</summary>
internal static class ScoringPayload
{
    public static ScoringSettings Read(RecipeDefinition recipe)
    {
        JsonValue payload = recipe.Payload;
        return new ScoringSettings(
            payload.FindFlag("filterInputColumns") ? payload.Columns("keptInputColumns") : null,
            payload.FindFlag("outputProbabilities"),
            payload.FindFlag("outputProbaPercentiles"),
            payload.FindFlag("outputExplanations"),
            payload.FindFlag("outputModelMetadata"),
            payload.Find("modeling")?.FindText("algorithm") ?? "");
    }
}
