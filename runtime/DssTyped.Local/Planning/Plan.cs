using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Planning;

/// <summary>What a job does, as data: running it and explaining it walk the same list.</summary>
/// <param name="Steps">One step per recipe, each after those it needs.</param>
internal sealed record Plan(IReadOnlyList<PlanStep> Steps)
{
    /// <summary>The plan as the runtime shows it.</summary>
    public BuildPlan ToBuildPlan() => new([.. Steps.Select(step => new BuildPlanStep(step.Recipe.Name, step.Recipe.Type, step.Action, step.Reason, step.Outputs))]);
}

/// <summary>What is done about one recipe.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Action">What is done.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outputs">The ids of what it writes.</param>
/// <param name="Needs">The recipes of the plan that write its inputs.</param>
internal sealed record PlanStep(RecipeDefinition Recipe, BuildPlanAction Action, string Reason, IReadOnlyList<string> Outputs, IReadOnlyList<string> Needs)
{
    /// <summary>The partition to build; null for the whole outputs.</summary>
    public string? Partition { get; init; }
}
