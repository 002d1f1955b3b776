namespace DssTyped.Flow.Recipes;

/// <summary>Every recipe type we know, one line each, in alphabetical order of its DSS type.</summary>
public static class RecipeRules
{
    private static readonly RecipeRule[] Rules =
    [
    ];

    private static readonly Dictionary<string, RecipeRule> ByDssType = Rules.ToDictionary(rule => rule.DssType, StringComparer.Ordinal);

    /// <summary>Every rule, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeRule> All => Rules;

    /// <summary>Whether a DSS recipe type is known at all; plugin and application-as-recipe types count as known.</summary>
    public static bool IsKnown(string dssType) =>
        ByDssType.ContainsKey(dssType) || dssType.StartsWith("CustomCode_", StringComparison.Ordinal) || dssType.StartsWith("App_", StringComparison.Ordinal);

    /// <summary>The rule for a DSS recipe type; a type we do not know is opaque, never an error.</summary>
    public static RecipeRule For(string dssType) =>
        ByDssType.TryGetValue(dssType, out RecipeRule? rule) ? rule : new OpaqueRule(dssType, dssType, "Not known to this version.");
}
