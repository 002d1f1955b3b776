using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>What one recipe type means: how its settings are read and which columns it writes.</summary>
public abstract class RecipeRule
{
    /// <summary>The type as DSS spells it.</summary>
    public abstract string DssType { get; }

    /// <summary>The kind's line in the documentation.</summary>
    public abstract RecipeNote Note { get; }

    /// <summary>Reads the settings from a recipe's payload and params; missing parts get DSS's defaults, nothing throws.</summary>
    public abstract RecipeSettings ReadSettings(RecipeDefinition recipe);

    /// <summary>Derives the schemas of the outputs and reports what is wrong with the settings.</summary>
    internal abstract void Infer(InferenceContext context);
}

/// <summary>A rule with its own settings type.</summary>
/// <typeparam name="TSettings">The settings.</typeparam>
public abstract class RecipeRule<TSettings> : RecipeRule
    where TSettings : RecipeSettings
{
    /// <inheritdoc/>
    public sealed override RecipeSettings ReadSettings(RecipeDefinition recipe) => Read(recipe);

    /// <summary>Reads the settings; see <see cref="RecipeRule.ReadSettings"/>.</summary>
    public abstract TSettings Read(RecipeDefinition recipe);

    internal sealed override void Infer(InferenceContext context)
    {
        Infer(Read(context.Recipe), context);
        Partitions.LeaveOut(context);
    }

    private protected abstract void Infer(TSettings settings, InferenceContext context);
}
