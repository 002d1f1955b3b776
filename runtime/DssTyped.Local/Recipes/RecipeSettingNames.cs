using DssTyped.Flow.Json;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Recipes;

/// <summary>
/// The names that the settings of each recipe type may have. Where others stand for something, a warning says that they are passed over.
/// They are listed because nobody can tell while it reads: a reader does not look at what belongs to a switch that is off. A test compares them with the readers' code.
/// </summary>
internal static class RecipeSettingNames
{
    private const string Filter = "enabled distinct expression language uiData mode conditions input operator string num num2 items col date date2 time time2 unit subCondition ";
    private const string Computed = "computedColumns name type mode expr ";
    private const string Filters = "preFilter postFilter " + Filter;
    private const string Stages = Filters + Computed;
    private const string Orders = "orders column desc rowNumber rank denseRank ";
    private const string Aggregates = "column type count countDistinct min max avg median sum sum2 concat concatDistinct concatSeparator stddev first last firstLastNotNull orderColumn customName customExpr ";
    private const string Joins = Stages + "virtualInputs index prefix (originLabel) alias autoSelectColumns outputColumnsSelectionMode joins table table1 table2 conditionsMode customSQLCondition outerJoinOnTheLeft "
        + "rightLimit maxMatches strict decisionColumn on column1 column2 caseInsensitive normalizeText maxDistance dateDiffUnit windowFrom windowTo selectedColumns enableAutoCastInJoinConditions ";
    private const string Selection = "selection samplingMethod maxRecords targetRatio seed column ascending ordering rules asc enabled distinct filter partitionSelectionMethod (selectedPartitions latestPartitionsN) withinFirstN maxReadUncompressedBytes (useMemTable) ";
    private const string Updates = Filter + "filter uniqueKey addMissingCols addMissingRows deleteMissingCols deleteMissingRows ";
    private const string Sql = "variablesExpansionLoopConfig enabled (mode replacements allowMultipleConnections displayExecutionPlan skipPrerunValidate inferOutputDatasetsSchema statementsParsingMode usePsql mainConnectionDataset) ";

    // How an engine runs, names that are data, and what DSS derives from the rest.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "engineParams", "engineType", "enginesPreferences", "outputColumnNameOverrides", "resolvedSelectedColumns", "sqlPipelineParams", "containerSelection", "config", "params", "hadoopConfigKeys", "customFields", "engine",
    };

    private static readonly Dictionary<string, SettingNames> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["distinct"] = Stages + "keys column globalCount",
        ["export"] = "exportParams destinationType exporterType format type selection samplingMethod ordering enabled distinct filter partitionSelectionMethod withinFirstN maxReadUncompressedBytes "
            + "(maxRecords targetRatio seed column ascending rules asc selectedPartitions latestPartitionsN useMemTable originatingOptionId destinationDatasetConnection destinationDatasetProjectKey overwriteDestinationDataset temporaryFileBehavior clearOutputPartition)",
        ["fuzzyjoin"] = Joins + "fuzzyMatchDesc distanceType threshold relativeTo normaliseDesc unicodeCasting clearSalutations clearStopWords language transformToStem sortAlphabetically normaliseText withMetaColumn debugMode",
        ["grouping"] = Stages + Aggregates + "keys values globalCount enlargeYourBits",
        ["join"] = Joins,
        ["list_folder_contents"] = "path basename extension lastModified size levelMapping column level",
        ["merge_folder"] = "clearBeforeCopy conflictHandling",
        ["pivot"] = Stages + Aggregates + "explicitIdentifiers identifierColumnsSelection pivots keyColumns valueColumns globalCount valueLimit topnLimit minOccLimit explicitValues otherColumns customAggregates modalitySlugification modalityMaxLength sortModalities schemaComputation",
        ["sampling"] = Filter + Selection,
        ["shaker"] = "",
        ["sort"] = Stages + Orders,
        ["split"] = Stages + "column desc defaultOutputIndex filterSplits filter valueSplits value caseSensitive rangeSplits rangeSetTime randomSplits share outputIndex randomColumns randomColumnsSplits centileOrders centileSplits centileShuffle centileTDigest seed writeComputedColumnsInOutput",
        ["sql_query"] = Sql,
        ["sql_script"] = Sql,
        ["sync"] = "schemaMode (forcePipelineableForTests)",
        ["topn"] = Stages + Orders + "keys firstRows lastRows retrievedColumns retrievedColumnsSelectionMode duplicateCount",
        ["update"] = Updates,
        ["upsert"] = Updates,
        ["vstack"] = Filters + "computedColumns virtualInputs index originLabel columnsMatch selectedColumns (selectedColumnsIndexes) copySchemaFromDatasetWithName addOriginColumn originColumnName",
        ["window"] = Stages + Orders + Aggregates + "windows prefix enablePartitioning partitioningColumns enableOrdering enableLimits limitPreceding precedingRows limitFollowing followingRows windowLimitMode windowDateRangeUnit windowLowerBound windowUpperBound "
            + "values value lag lagValues lagDiff lead leadValues leadDiff dateDiffUnit retrievedColumnsSelectionMode cumeDist ntile ntileValues legacyUnboundedWindowStreamBehavior globalAggregations",
    }.ToDictionary(type => type.Key, type => SettingNames.Of(type.Value), StringComparer.Ordinal);

    /// <summary>The names that are listed for a recipe type; null if none are.</summary>
    public static SettingNames? Of(string type) => Known.GetValueOrDefault(type);

    /// <summary>The settings that the engine passes over, though they may mean something.</summary>
    public static IEnumerable<string> Unknown(RecipeDefinition recipe) => Known.TryGetValue(recipe.Type, out SettingNames? known)
        ? (recipe.Type == "shaker" ? [recipe.Params] : new[] { recipe.Payload, recipe.Params }).SelectMany(settings => Unknown(settings, known)).Distinct(StringComparer.Ordinal)
        : [];

    private static IEnumerable<string> Unknown(JsonValue settings, SettingNames known) => settings.IsArray
        ? settings.Items.SelectMany(item => Unknown(item, known))
        : settings.Members.Where(member => !Skipped.Contains(member.Name) && UnknownSettings.MaySay(member))
            .SelectMany(member => known.Contains(member.Name) ? Unknown(member.Value, known) : [member.Name]);
}
