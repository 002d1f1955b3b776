using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>A recipe type that runs as SELECT statements.</summary>
/// <typeparam name="TSettings">The settings that the type's rule reads.</typeparam>
internal abstract class RecipeSql<TSettings> : RecipeTranslator
    where TSettings : RecipeSettings
{
    public sealed override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe)
    {
        TSettings settings = Read(recipe);
        return Refuse(settings, snapshot, recipe)
            ?? (SqlBinding.IsNeeded(recipe) && recipe.Inputs.Count > 0 ? SqlBinding.Refuse(recipe, snapshot, context => Translate(settings, context)) : null);
    }

    public sealed override Translation Translate(TranslationContext context)
    {
        if (context.MainInputs.Count == 0)
            throw new RecipeFailedException($"Recipe '{context.Recipe.Name}' has no input. Give it one in DSS.");

        return new Translation.Selects([.. Translate(Read(context.Recipe), context)]);
    }

    /// <summary>Whether settings ask for what can't be done here; null if not.</summary>
    protected abstract Refusal? Refuse(TSettings settings, Snapshot snapshot, RecipeDefinition recipe);

    /// <summary>The rows of each output.</summary>
    protected abstract IEnumerable<OutputSelect> Translate(TSettings settings, TranslationContext context);

    /// <summary>A recipe's settings.</summary>
    protected TSettings Read(RecipeDefinition recipe) => (TSettings)RecipeRules.For(DssType).ReadSettings(recipe);
}
