namespace DssTyped.Local.Recipes;

/// <summary>Turns one recipe type into what the engine executes. Stateless; the settings come from the type's rule in the flow library.</summary>
internal abstract class RecipeTranslator
{
    /// <summary>The type as DSS spells it.</summary>
    public abstract string DssType { get; }

    /// <summary>Whether recipes of the type edit what their outputs hold, rather than write them anew.</summary>
    public virtual bool EditsOutputs => false;

    /// <summary>Whether chance draws a recipe's rows, in a way that is not DSS's: what DSS computed, where it is at hand, is then better than a run here.</summary>
    public virtual bool IsByChance(Flow.Snapshots.RecipeDefinition recipe) => false;

    /// <summary>The type's line in the documentation of the local engine.</summary>
    public abstract SupportNote Note { get; }

    /// <summary>Whether a recipe can run here, without looking at any data: every recipe of a job is asked before the first one runs.</summary>
    /// <returns>Null if it can run.</returns>
    public virtual Refusal? Refuse(Flow.Snapshots.Snapshot snapshot, Flow.Snapshots.RecipeDefinition recipe) => null;

    /// <summary>What to execute. Called when the inputs are built.</summary>
    /// <exception cref="RecipeFailedException">The settings can't be carried out on these inputs.</exception>
    public abstract Translation Translate(TranslationContext context);
}
