using DssTyped.Local.Recipes.Code;
using DssTyped.Local.Recipes.Distinct;
using DssTyped.Local.Recipes.Export;
using DssTyped.Local.Recipes.Folders;
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
        new RefusedRecipe("download", "It downloads files from servers, and this engine works without a network"),
        new ExportFiles(),
        new RefusedRecipe("extract_failed_rows", "It needs the data quality rules of DSS"),
        new JoinSql("fuzzyjoin", new SupportNote(Support.Differs, "Damerau-Levenshtein and exact distances with an absolute threshold, letter case and accents; the other distances and preparations of text are refused.")),
        new RefusedRecipe("generate_features", "Which features DSS generates is not published"),
        new RefusedRecipe("geojoin", "There is no geometry library in the local engine"),
        new GroupingSql(),
        new JoinSql("join", new SupportNote(Support.Differs, "All join types and conditions; rows in the order of the first table. Nearest matches and ranges of dates are computed to the microsecond. Conditions in SQL or by equal names are refused.")),
        new ListFolderContentsFiles(),
        new MergeFolderFiles(),
        new PivotSql(),
        new SamplingSql(),
        new PrepareTranslator(),
        new SortSql(),
        new SplitSql(),
        new SqlRecipe("sql_query", isScript: false),
        new SqlRecipe("sql_script", isScript: true),
        new SyncSql(),
        new TopNSql(),
        new RefusedRecipe("update", "It edits the rows that its output already has, and this engine writes outputs anew"),
        new RefusedRecipe("upsert", "It edits the rows that its output already has, and this engine writes outputs anew"),
        new VStackSql(),
        new WindowSql(),
    ];

    private static readonly Dictionary<string, RecipeTranslator> ByDssType = Translators.ToDictionary(translator => translator.DssType, StringComparer.Ordinal);

    /// <summary>Every translator, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeTranslator> All => Translators;

    /// <summary>The translator of a DSS recipe type; null if the type can't run here.</summary>
    public static RecipeTranslator? For(string dssType) => ByDssType.GetValueOrDefault(dssType);
}
