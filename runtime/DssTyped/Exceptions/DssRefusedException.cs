namespace DssTyped;

/// <summary>A job was refused before anything ran: the engine can't run some of its recipes exactly.</summary>
public sealed class DssRefusedException : DssException
{
    /// <summary>The exception of a plan with refused recipes.</summary>
    public DssRefusedException(BuildPlan plan)
        : base("Nothing was run: " + string.Join(" ", plan.Refused.Select(step => $"Recipe '{step.Recipe}' ({step.RecipeType}) can't run here: {step.Reason}"))) => Plan = plan;

    /// <summary>The whole plan.</summary>
    public BuildPlan Plan { get; }
}
