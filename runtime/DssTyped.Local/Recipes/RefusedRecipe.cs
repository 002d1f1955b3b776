using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>A recipe type whose settings are understood but that can't run here.</summary>
/// <param name="dssType">The type as DSS spells it.</param>
/// <param name="reason">Why, a sentence without its full stop.</param>
internal sealed class RefusedRecipe(string dssType, string reason) : RecipeTranslator
{
    public override string DssType => dssType;

    public override SupportNote Note => new(Support.Refused, $"{reason}. {Refusal.Elsewhere}");

    public override Refusal? Refuse(Snapshot snapshot, RecipeDefinition recipe) => new(reason);

    public override Translation Translate(TranslationContext context) => throw new RecipeFailedException($"{reason}. {Refusal.Elsewhere}");
}
