using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>
/// What the settings of steps may hold, so that none is passed over in silence: words that the engine does not know are refused,
/// and settings that it does not know are warned of. As with <see cref="RecipeSettingNames"/>, a test compares the names with the readers' code.
/// </summary>
internal static class StepSettings
{
    private const string Scope = "appliesTo columns appliesToPattern ";
    private const string Rows = Scope + "action booleanMode flagColumn ";
    private const string Zone = "timezone_id (timezone_src) ";
    private const string Values = Rows + "values matchingMode normalizationMode exclude processNullOrEmptyValues";
    private const string Range = Rows + "min max includeEmptyValues";
    private const string Meaning = Rows + "type considerEmptyAsInvalid";
    private const string Dates = Rows + Zone + "filterType min max part option relativeMin relativeMax values includeEmptyValues";
    private const string Unfolds = "column prefix limit overflowAction ";
    private const string Joins = "leftCol rightCol rightInput copyColumns copyPrefix fuzzy normalize sortAlphabetically stem clearStopWords (language) maxLevenshtein forceRawLevenshteinEngine";
    private const string Words = "inCol outCol normalize stem clearStopWords sortAlphabetically language ";

    private static readonly string[] RowActions = ["KEEP_ROW", "REMOVE_ROW", "CLEAR_CELL", "DONTCLEAR_CELL"];

    private static readonly Dictionary<string, SettingNames> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ArrayExtractProcessor"] = "input output mode index begin end",
        ["ArrayFold"] = "column",
        ["ArraySortProcessor"] = "input output sortingType descending",
        ["ArrayUnfold"] = Unfolds + "countVal",
        ["BinnerProcessor"] = "input output mode width useMin min useMax max bins inf sup name useDecimalSeparatorFromLocale",
        ["BooleanNot"] = "column",
        ["Coalesce"] = Scope + "outputColumn output useDefaultValue defaultValue",
        ["ColumnCopier"] = "inputColumn outputColumn",
        ["ColumnRenamer"] = "renamings from to inCol outCol",
        ["ColumnReorder"] = Scope + "reorderAction referenceColumn",
        ["ColumnSplitter"] = "inCol separator outColPrefix target keepEmptyChunks limitOutput limit startFrom",
        ["ColumnsConcat"] = "columns join outputColumn",
        ["ColumnsSelector"] = Scope + "keep",
        ["ConcatArrays"] = "inputColumns outputColumn",
        ["CreateColumnWithGREL"] = "column expression errorColumn",
        ["DateComponentsExtractor"] = Zone + "column outYearColumn outMonthColumn outDayColumn outDayOfWeekColumn outWeekOfYearColumn outWeekYearColumn outHourColumn outMinuteColumn outSecondColumn outMSColumn outTimestampColumn",
        ["DateDifference"] = "input1 compareTo input2 refDate output outputUnit reverse excludeWeekends excludeHolidays (timezone_id timezone_src calendar_id calendar_src)",
        ["DateFormatter"] = Zone + "inCol outCol format lang",
        ["DateIncrement"] = "inCol outCol incrementBy increment valueCol datePart",
        ["DateParser"] = Scope + Zone + "outCol formats lang outType",
        ["DateTruncate"] = Zone + "inCol outCol datePart",
        ["EmailSplitter"] = "column",
        ["EnrichWithBuildContextProcessor"] = "buildDateColumn jobIdColumn jobIDColumn",
        ["ExtractNumbers"] = "input output multipleValues extractToJson delimiter replaceMultipliers",
        ["FillColumn"] = "column value",
        ["FillEmptyWithComputedValue"] = Scope + "mode",
        ["FillEmptyWithValue"] = Scope + "value",
        ["FilterOnBadType"] = Meaning,
        ["FilterOnCustomFormula"] = "expression action clearColumn",
        ["FilterOnDate"] = Dates,
        ["FilterOnDateRange"] = Dates,
        ["FilterOnNumericalRange"] = Range,
        ["FilterOnValue"] = Values,
        ["FindReplace"] = Scope + "input output mapping from to matching normalization stopAfterFirstMatch useDatasetForMapping mappingDatasetRef mappingDatasetFromColumn mappingDatasetToColumn",
        ["FlagOnBadType"] = Meaning,
        ["FlagOnCustomFormula"] = "expression action flagColumn",
        ["FlagOnDate"] = Dates,
        ["FlagOnDateRange"] = Dates,
        ["FlagOnNumericalRange"] = Range,
        ["FlagOnValue"] = Values,
        ["GenerateBigData"] = "expansionFactor",
        ["GeoDistanceProcessor"] = "input1 input2 compareTo output outputUnit refGeopoint (refLatitude refLongitude refGeometry)",
        ["GeoPointCreator"] = "lat_column lon_column out_column",
        ["GeoPointExtractor"] = "column lat_col lon_col",
        ["JSONFlattener"] = "inCol maxDepth prefixOutputs separator flattenArrays nullAsEmpty",
        ["LongTailGrouper"] = "column toKeep replace",
        ["MatchCounter"] = "inCol outCol pattern value matchingMode normalizationMode",
        ["MeanProcessor"] = Scope + "outputColumn output useDefaultValue defaultValue",
        ["MemoryEquiJoiner"] = Joins,
        ["MemoryEquiJoinerFuzzy"] = Joins,
        ["MinMaxProcessor"] = Scope + "lowerBound upperBound clear",
        ["MultiColumnByPrefixFold"] = "columnNamePattern columnNameColumn columnContentColumn foldRemoveFoldedColumns",
        ["MultiColumnFold"] = "columns foldNameColumn foldValueColumn foldRemoveFoldedColumns",
        ["NestProcessor"] = Scope + "outputColumn",
        ["NumericalCombinator"] = Scope + "add sub mul div prefix",
        ["NumericalFormatConverter"] = Scope + "inFormat outFormat outCol",
        ["ObjectFoldProcessor"] = "column emitEmptyObject emitNonObject",
        ["Pivot"] = "indexColumn labelsColumn valuesColumn otherColumnsAction",
        ["QueryStringSplitter"] = "column prefix outColPrefix",
        ["RegexpExtractor"] = "column pattern prefix found_col extractAllOccurrences",
        ["RemoveRowsOnEmpty"] = Scope + "keep",
        ["RoundProcessor"] = Scope + "mode places precision",
        ["SplitFold"] = "column separator keepEmptyChunks trimSpaces",
        ["SplitInvalidCells"] = "column invalidColumn type considerEmptyAsInvalid",
        ["SplitUnfold"] = Unfolds + "separator keepEmptyChunks",
        ["StringTransformer"] = Scope + "mode truncate_limit",
        ["SwitchCase"] = "inputColumn column outputColumn output mapping from to defaultValue unmatchedValue normalization",
        ["TextSimplifierProcessor"] = Words,
        ["Tokenizer"] = Words + "prefix operation",
        ["TypeSetter"] = "column type",
        ["UNIXTimestampParser"] = "inCol outCol milliseconds",
        ["URLSplitter"] = "column extractScheme extractHost extractPort extractPath extractQueryString extractAnchor",
        ["Unfold"] = Unfolds,
        ["UpDownFiller"] = Scope + "up",
        ["VisualIfRule"] = "visualIfDesc (legacyPositioning)",
        ["ZipArrays"] = "inputColumns outputColumn",
    }.ToDictionary(step => step.Key, step => SettingNames.Of(step.Value), StringComparer.Ordinal);

    // Words of one meaning in every step.
    private static readonly Dictionary<string, string[]> Choices = new(StringComparer.Ordinal)
    {
        ["appliesTo"] = ["SINGLE_COLUMN", "COLUMNS", "PATTERN", "ALL"],
        ["booleanMode"] = ["AND", "OR"],
        ["delimiter"] = ["BEST_GUESS", "COMMA", "DOT"],
        ["incrementBy"] = ["STATIC", "COLUMN"],
        ["matching"] = ["FULL_STRING", "SUBSTRING", "PATTERN"],
        ["matchingMode"] = ["FULL_STRING", "SUBSTRING", "PATTERN"],
        ["normalization"] = ["EXACT", "LOWERCASE", "NORMALIZED"],
        ["normalizationMode"] = ["EXACT", "LOWERCASE", "NORMALIZED"],
        ["overflowAction"] = ["KEEP", "WARNING", "ERROR", "CLIP"],
        ["reorderAction"] = ["AT_START", "AT_END", "BEFORE_COLUMN", "AFTER_COLUMN"],
        ["startFrom"] = ["beginning", "end"],
        ["target"] = ["COLUMNS", "JSON", "ARRAY"],
    };

    /// <summary>The names that are listed for a type of step; null if none are.</summary>
    public static SettingNames? Of(string type) => Known.GetValueOrDefault(type);

    /// <summary>Why a step can't run as it is set, as part of a sentence; null if it can.</summary>
    public static string? Refuse(Processor step) =>
        step.Raw.Members.Select(member => Refuse(step, member)).FirstOrDefault(reason => reason is not null)
        ?? (IsAccentInsensitivePart(step.Raw) ? "accents are passed over in comparisons of complete values only, and what DSS does otherwise is not published" : null)
        ?? (step.Raw.FindText("appliesTo") == "PATTERN" && step.Raw.FindText("appliesToPattern") is { } pattern && ColumnScope.FullMatch(pattern) is null
            ? $"the regular expression '{pattern}' for the names of columns can't be used here"
            : null);

    /// <summary>The settings that the engine passes over, though they may mean something.</summary>
    public static IEnumerable<string> Unknown(Processor step) => Known.TryGetValue(step.Type, out SettingNames? known)
        ? step.Raw.Members.Where(member => !known.Contains(member.Name) && UnknownSettings.MaySay(member)).Select(member => member.Name)
        : [];

    private static bool IsAccentInsensitivePart(JsonValue settings) =>
        (settings.FindText("normalization") == "NORMALIZED" && settings.FindText("matching") is "SUBSTRING" or "PATTERN")
        || (settings.FindText("normalizationMode") == "NORMALIZED" && settings.FindText("matchingMode") is "SUBSTRING" or "PATTERN");

    private static string? Refuse(Processor step, JsonMember setting)
    {
        string word = setting.Value.Text;
        if (!setting.Value.IsString || word.Length == 0)
            return null;

        string[]? allowed = (step.Type, setting.Name) switch
        {
            (_, "action") when step.Type.StartsWith("Filter", StringComparison.Ordinal) => RowActions,
            (_, "action") => [.. RowActions, "FLAG"],
            ("ArrayExtractProcessor", "mode") => ["INDEX", "RANGE", "SUBARRAY"],
            ("BinnerProcessor", "mode") => ["WIDTH", "CUSTOM"],
            ("GeoDistanceProcessor", "outputUnit") => ["KILOMETERS", "MILES"],
            _ => Choices.GetValueOrDefault(setting.Name),
        };
        return allowed is null || allowed.Contains(word, StringComparer.Ordinal) ? null : $"the setting {setting.Name} is '{word}', which is not known";
    }
}
