namespace DssTyped.Flow.Recipes.Evaluation;

/// <summary>What an <c>evaluation</c> recipe asks for.</summary>
/// <param name="Kept">The input columns that the output has; null means all.</param>
/// <param name="Probabilities">Whether each class's probability is added.</param>
/// <param name="ProbabilityPercentiles">Whether the probability's percentile is added.</param>
/// <param name="Explanations">Whether explanations are added.</param>
/// <param name="Outputs">DSS's names of the columns that compare prediction and truth.</param>
/// <param name="Metrics">DSS's names of the columns of the metrics output.</param>
/// <param name="CustomMetrics">The names of the user's own metrics.</param>
/// <param name="ComputesAssertions">Whether model assertions are checked.</param>
public sealed record EvaluationSettings(
    EquatableArray<ColumnRef>? Kept,
    bool Probabilities,
    bool ProbabilityPercentiles,
    bool Explanations,
    EquatableArray<string> Outputs,
    EquatableArray<string> Metrics,
    EquatableArray<string> CustomMetrics,
    bool ComputesAssertions) : RecipeSettings;
