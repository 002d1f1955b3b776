namespace DssTyped.Local.Recipes;

/// <summary>Every recipe type the local engine can run, one line each, in alphabetical order of its DSS type.</summary>
internal static class RecipeTranslators
{
    private static readonly RecipeTranslator[] Translators =
    [
    ];

    private static readonly Dictionary<string, RecipeTranslator> ByDssType = Translators.ToDictionary(translator => translator.DssType, StringComparer.Ordinal);

    /// <summary>Every translator, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeTranslator> All => Translators;

    /// <summary>The translator of a DSS recipe type; null if the type can't run here.</summary>
    public static RecipeTranslator? For(string dssType) => ByDssType.GetValueOrDefault(dssType);
}
