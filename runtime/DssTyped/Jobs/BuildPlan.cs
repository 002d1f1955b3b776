namespace DssTyped;

/// <summary>What a job would do: one step per recipe, in the order in which they would run.</summary>
/// <param name="Steps">The steps.</param>
public sealed record BuildPlan(IReadOnlyList<BuildPlanStep> Steps)
{
    /// <summary>The recipes that can't run on this engine; if there are any, the job is refused before anything runs.</summary>
    public IEnumerable<BuildPlanStep> Refused => Steps.Where(step => step.Action == BuildPlanAction.Refuse);

    /// <summary>The plan as text, one recipe a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Steps.Select(step => $"{step.Action,-7} {step.Recipe} ({step.RecipeType}): {step.Reason}"));
}

/// <summary>What would be done about one recipe.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="RecipeType">The recipe's type.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Reason">Why.</param>
/// <param name="Outputs">What the recipe writes.</param>
public sealed record BuildPlanStep(string Recipe, string RecipeType, BuildPlanAction Action, string Reason, IReadOnlyList<string> Outputs);

/// <summary>What can be done about a recipe.</summary>
public enum BuildPlanAction
{
    /// <summary>It runs.</summary>
    Run,

    /// <summary>It does not run: its outputs are up to date, protected, or not asked for.</summary>
    Keep,

    /// <summary>It does not run: data that was computed elsewhere stands for its output.</summary>
    Pinned,

    /// <summary>It can't run on this engine, and nothing stands for its output.</summary>
    Refuse,
}
