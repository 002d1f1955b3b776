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
using DssTyped.Local.Recipes.Update;
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
        new JoinSql("fuzzyjoin", new SupportNote(Support.Differs, "Distances Damerau-Levenshtein, Hamming (texts of one length only), Jaccard and cosine over characters, Euclidean, and exact. A threshold relative to a side is a share of the length of its text. Letter case, accents and the order of words are prepared; stems, stop words and salutations are refused.")),
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
        new UpdateSql("update", new SupportNote(Support.Differs, "The rows of the output that have the keys of a row of the input take its values; the others stay or are deleted, new ones are added at the end, as the settings say. Edits made by hand in DSS are known as far as the snapshot or the export has them. Keys that occur twice make the recipe fail.")),
        new UpdateSql("upsert", new SupportNote(Support.Differs, "The rows of the output that have the keys of a row of the input take its values; the others stay, new ones are added at the end. Keys that occur twice make the recipe fail.")),
        new VStackSql(),
        new WindowSql(),
    ];

    private static readonly Dictionary<string, RecipeTranslator> ByDssType = Translators.ToDictionary(translator => translator.DssType, StringComparer.Ordinal);

    /// <summary>Every translator, in order of its DSS type.</summary>
    public static IReadOnlyList<RecipeTranslator> All => Translators;

    /// <summary>The translator of a DSS recipe type; null if the type can't run here.</summary>
    public static RecipeTranslator? For(string dssType) => ByDssType.GetValueOrDefault(dssType);
}
