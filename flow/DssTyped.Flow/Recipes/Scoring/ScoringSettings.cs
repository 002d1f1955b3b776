namespace DssTyped.Flow.Recipes.Scoring;

/// <summary>What a <c>prediction_scoring</c>, <c>clustering_scoring</c> or <c>clustering_cluster</c> recipe asks for.</summary>
/// <param name="Kept">The input columns that the output has; null means all.</param>
/// <param name="Probabilities">Whether each class's probability is added.</param>
/// <param name="ProbabilityPercentiles">Whether the probability's percentile is added.</param>
/// <param name="Explanations">Whether explanations are added.</param>
/// <param name="ModelMetadata">Whether the model's ids and the time of prediction are added.</param>
/// <param name="Algorithm">The algorithm of a recipe that clusters by itself; empty for others.</param>
public sealed record ScoringSettings(
    EquatableArray<ColumnRef>? Kept,
    bool Probabilities,
    bool ProbabilityPercentiles,
    bool Explanations,
    bool ModelMetadata,
    string Algorithm) : RecipeSettings;
