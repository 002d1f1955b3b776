using DssTyped.Flow.Json;
using DssTyped.Flow.Recipes.Prepare.Processors;

namespace DssTyped.Flow.Recipes.Prepare;

/// <summary>Every kind of prepare step we know, one line each, in alphabetical order.</summary>
internal static class ProcessorKinds
{
    private static readonly ProcessorKind[] Kinds =
    [
        new("ArrayExtractProcessor", "Extract from array", ArrayExtractProcessor.Read),
        new("ArrayFold", "Fold an array", ArrayFold.Read),
        new("ArraySortProcessor", "Sort array", ArraySortProcessor.Read),
        new("ArrayUnfold", "Unfold an array", ArrayUnfold.Read),
        new("BinnerProcessor", "Discretize (bin) numerical values", BinnerProcessor.Read),
        new("BooleanNot", "Negate boolean value", BooleanNot.Read),
        Opaque("ChangeCRSProcessor", "Change coordinate system"),
        new("CityLevelReverseGeocoder", "Reverse geo-coding", CityLevelReverseGeocoder.Read),
        new("Coalesce", "Coalesce", Coalesce.Read),
        new("ColumnCopier", "Copy column", ColumnCopier.Read),
        Opaque("ColumnPseudonymization", "Pseudonymize text"),
        new("ColumnRenamer", "Rename columns", ColumnRenamer.Read),
        new("ColumnReorder", "Move columns", ColumnReorder.Read),
        new("ColumnSplitter", "Split column", ColumnSplitter.Read),
        new("ColumnsConcat", "Concatenate columns", ColumnsConcat.Read),
        new("ColumnsSelector", "Delete/Keep columns by name", ColumnsSelector.Read),
        Opaque("ComputeNTile", "Compute quantiles"),
        new("ConcatArrays", "Concatenate JSON arrays", ConcatArrays.Read),
        new("CreateColumnWithGREL", "Formula", CreateColumnWithGREL.Read),
        Opaque("CurrencyConverterProcessor", "Convert currencies"),
        new("CurrencySplitter", "Split currencies in column", CurrencySplitter.Read),
        new("DateComponentsExtractor", "Extract date elements", DateComponentsExtractor.Read),
        new("DateDifference", "Compute difference between dates", DateDifference.Read),
        new("DateFormatter", "Format date with custom format", DateFormatter.Read),
        new("DateIncrement", "Increment date", DateIncrement.Read),
        new("DateParser", "Parse to standard date format", DateParser.Read),
        new("DateTruncate", "Truncate date", DateTruncate.Read),
        new("EmailSplitter", "Split e-mail addresses", EmailSplitter.Read),
        Opaque("EnrichFrenchDepartement", "Enrich French department"),
        Opaque("EnrichFrenchPostcode", "Enrich French postcode"),
        new("EnrichWithBuildContextProcessor", "Enrich with build context", EnrichWithBuildContextProcessor.Read),
        new("EnrichWithRecordContextProcessor", "Enrich with record context", EnrichWithRecordContextProcessor.Read),
        new("ExtractNumbers", "Extract numbers", ExtractNumbers.Read),
        Opaque("FastPredict", "Impute with machine learning"),
        new("FillColumn", "Fill column", FillColumn.Read),
        new("FillEmptyWithComputedValue", "Impute with computed value", FillEmptyWithComputedValue.Read),
        new("FillEmptyWithValue", "Fill empty cells with fixed value", FillEmptyWithValue.Read),
        new("FilterOnBadType", "Filter invalid rows/cells", FilterOnBadType.Read),
        new("FilterOnCustomFormula", "Filter rows/cells with formula", FilterOnCustomFormula.Read),
        new("FilterOnDate", "Filter rows/cells on date", FilterOnDate.Read),
        new("FilterOnDateRange", "Filter rows/cells on date range", FilterOnDate.Read),
        new("FilterOnNumericalRange", "Filter rows/cells on number", FilterOnNumericalRange.Read),
        new("FilterOnValue", "Filter rows/cells on value", FilterOnValue.Read),
        new("FindReplace", "Find and replace", FindReplace.Read),
        new("FlagOnBadType", "Flag invalid rows", FlagOnBadType.Read),
        new("FlagOnCustomFormula", "Flag rows with formula", FlagOnCustomFormula.Read),
        new("FlagOnDate", "Flag rows on date", FlagOnDate.Read),
        new("FlagOnDateRange", "Flag rows on date range", FlagOnDate.Read),
        new("FlagOnNumericalRange", "Flag rows on number", FlagOnNumericalRange.Read),
        new("FlagOnValue", "Flag rows on value", FlagOnValue.Read),
        new("GenerateBigData", "Generate big data", GenerateBigData.Read),
        new("GeoDistanceProcessor", "Compute distance between geospatial objects", GeoDistanceProcessor.Read),
        new("GeoIPResolver", "Resolve GeoIP", GeoIPResolver.Read),
        new("GeoPointBufferProcessor", "Create area around a geopoint", GeoPointBufferProcessor.Read),
        new("GeoPointCreator", "Create GeoPoint from lat/lon", GeoPointCreator.Read),
        new("GeoPointExtractor", "Extract lat/lon from GeoPoint", GeoPointExtractor.Read),
        Opaque("Geocoder", "Geocode address"),
        Opaque("GeometryInfoExtractor", "Extract from geo column"),
        new("HolidaysComputer", "Flag holidays", HolidaysComputer.Read),
        new("JSONFlattener", "Unnest object (flatten JSON)", JSONFlattener.Read),
        Opaque("JSONPathExtractor", "Extract with JSONPath"),
        new("LongTailGrouper", "Group long-tail values", LongTailGrouper.Read),
        new("MatchCounter", "Count occurrences", MatchCounter.Read),
        new("MeanProcessor", "Compute the average of numerical values", MeanProcessor.Read),
        new("MeasureNormalize", "Normalize measure", MeasureNormalize.Read),
        new("MemoryEquiJoiner", "Join with other dataset (memory-based)", MemoryEquiJoiner.Read),
        new("MemoryEquiJoinerFuzzy", "Fuzzy join with other dataset (memory-based)", settings => MemoryEquiJoiner.Read(settings) with { IsFuzzy = true }),
        new("MergeLongTailValues", "Group long-tail values by frequency", MergeLongTailValues.Read),
        new("MinMaxProcessor", "Force numerical range", MinMaxProcessor.Read),
        new("MultiColumnByPrefixFold", "Fold multiple columns by pattern", MultiColumnByPrefixFold.Read),
        new("MultiColumnFold", "Fold multiple columns", MultiColumnFold.Read),
        Opaque("NearestNeighbourGeoJoiner", "Geo-join"),
        new("NestProcessor", "Nest columns", NestProcessor.Read),
        new("NumericalCombinator", "Generate numerical combinations", NumericalCombinator.Read),
        new("NumericalFormatConverter", "Convert number formats", NumericalFormatConverter.Read),
        new("ObjectFoldProcessor", "Fold object keys", ObjectFoldProcessor.Read),
        new("Pivot", "Pivot", Processors.Pivot.Read),
        new("PythonUDF", "Python function", PythonUDF.Read),
        new("QueryStringSplitter", "Split HTTP query string", QueryStringSplitter.Read),
        new("RegexpExtractor", "Extract with regular expression", RegexpExtractor.Read),
        new("RemoveRowsOnEmpty", "Remove rows where cell is empty", RemoveRowsOnEmpty.Read),
        Opaque("RepeatableUnfold", "Triggered unfold"),
        new("RoundProcessor", "Round numbers", RoundProcessor.Read),
        new("SplitFold", "Split and fold", SplitFold.Read),
        new("SplitIntoChunks", "Split text into chunks", SplitIntoChunks.Read),
        new("SplitInvalidCells", "Split invalid cells into another column", SplitInvalidCells.Read),
        new("SplitUnfold", "Split and unfold", SplitUnfold.Read),
        new("StringTransformer", "Transform string", StringTransformer.Read),
        new("SwitchCase", "Switch case", SwitchCase.Read),
        new("TextSimplifierProcessor", "Simplify text", TextSimplifierProcessor.Read),
        new("Tokenizer", "Tokenize text", Tokenizer.Read),
        new("Transpose", "Transpose rows to columns", Transpose.Read),
        new("TypeSetter", "Set meaning", TypeSetter.Read),
        new("UNIXTimestampParser", "Convert UNIX timestamp", UNIXTimestampParser.Read),
        new("URLSplitter", "Split URL", URLSplitter.Read),
        new("Unfold", "Unfold", Unfold.Read),
        new("UpDownFiller", "Fill empty cells with previous/next value", UpDownFiller.Read),
        Opaque("UseRowAsHeader", "Use row values as column names"),
        new("UserAgentClassifier", "Classify User-Agent", UserAgentClassifier.Read),
        Opaque("VisitorIdGenerator", "Generate a best-effort visitor id"),
        new("VisualIfRule", "Create if, then, else statements", VisualIfRule.Read),
        new("ZipArrays", "Zip JSON arrays", ZipArrays.Read),
        Opaque("ZipCodeGeocoder", "Geocode zipcode"),
    ];

    private static readonly Dictionary<string, ProcessorKind> ByDssType = Kinds.ToDictionary(kind => kind.DssType, StringComparer.Ordinal);

    /// <summary>Every kind, in order of its DSS type.</summary>
    public static IReadOnlyList<ProcessorKind> All => Kinds;

    /// <summary>The kind of that DSS type, or null.</summary>
    public static ProcessorKind? Find(string dssType) => ByDssType.TryGetValue(dssType, out ProcessorKind? kind) ? kind : null;

    /// <summary>Reads a step's settings; a type we do not know is a step with an unknown effect, never an error.</summary>
    public static Processor Read(string dssType, JsonValue settings) => Find(dssType)?.Read(settings) ?? new UnknownProcessor(IsKnown: false);

    private static ProcessorKind Opaque(string dssType, string title) => new(dssType, title, _ => new UnknownProcessor(IsKnown: true));
}
