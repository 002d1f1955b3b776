using DssTyped.Local.Recipes.Distinct;
using DssTyped.Local.Recipes.Grouping;
using DssTyped.Local.Recipes.Join;
using DssTyped.Local.Recipes.Pivot;
using DssTyped.Local.Recipes.Prepare;
using DssTyped.Local.Recipes.Sampling;
using DssTyped.Local.Recipes.Sort;
using DssTyped.Local.Recipes.Split;
using DssTyped.Local.Recipes.Sync;
using DssTyped.Local.Recipes.TopN;
using DssTyped.Local.Recipes.VStack;
using DssTyped.Local.Recipes.Window;

namespace DssTyped.Local.Recipes;

/// <summary>Every recipe type the local engine can run, one line each, in alphabetical order of its DSS type.</summary>
internal static class RecipeTranslators
{
    private static readonly RecipeTranslator[] Translators =
    [
        new DistinctSql(),
        new JoinSql("fuzzyjoin", new SupportNote(Support.Differs, "Damerau-Levenshtein, Hamming and exact distances with an absolute threshold, letter case and accents; the other distances and preparations of text are refused.")),
        new GroupingSql(),
        new JoinSql("join", new SupportNote(Support.Differs, "All join types and conditions; rows in the order of the first table. Nearest matches and ranges of dates are computed to the microsecond. Conditions in SQL or by equal names are refused.")),
        new PivotSql(),
        new SamplingSql(),
        new PrepareTranslator(),
        new SortSql(),
        new SplitSql(),
        new SyncSql(),
        new TopNSql(),
        new VStackSql(),
        new WindowSql(),
    ];

    private static readonly Dictionary<string, RecipeTranslator> ByDssType = Translators.ToDictionary(translator => translator.DssType, StringComparer.Ordinal);

    /// <summary>Every translator, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeTranslator> All => Translators;

    /// <summary>The translator of a DSS recipe type; null if the type can't run here.</summary>
    public static RecipeTranslator? For(string dssType) => ByDssType.GetValueOrDefault(dssType);
}
