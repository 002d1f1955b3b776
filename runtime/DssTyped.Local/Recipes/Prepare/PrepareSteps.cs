using DssTyped.Flow.Recipes.Prepare;
using DssTyped.Flow.Recipes.Prepare.Processors;
using DssTyped.Local.Recipes.Prepare.Steps;

namespace DssTyped.Local.Recipes.Prepare;

/// <summary>The execution of every kind of step, one line each, in alphabetical order.</summary>
internal static class PrepareSteps
{
    private const string Unreadable = "its settings have a form that is not known";
    private const string Snowball = "by Snowball's stemmers and lists, from which DSS's may differ";
    private const string OtherLanguages = "names of months and days in other languages than English are those of .NET";
    private const string Weeks = "weeks start on Monday";
    private const string NotPublished = "in which form DSS stores its settings is not published";
    private const string Server = "Pin the recipe's output with data computed by DSS, or build it on a DSS server";

    private static readonly PrepareStep[] Steps =
    [
        Exact<ArrayExtractProcessor>(ArraySteps.Extract),
        Differs<ArrayFold>(ReshapeSteps.FoldArray, "a row whose cell is no array stays as it is; an empty array leaves an empty cell"),
        Exact<ArraySortProcessor>(ArraySteps.Sort, step => step.SortingType is "ALPHA" or "NUM" or "NUMERIC" ? null : $"the sorting type '{step.SortingType}' is not known"),
        Differs<ArrayUnfold>(ReshapeSteps.UnfoldArray, "columns come in the order in which their values are found"),
        Differs<BinnerProcessor>(NumberSteps.Bin, "bounds in the names of bins of equal width are written without a trailing .0", RefuseBins),
        Exact<BooleanNot>(FlagSteps.Not),
        Refused<CityLevelReverseGeocoder>("it needs DSS's gazetteer of places"),
        Exact<Coalesce>(ColumnSteps.Coalesce, step => Missing(step.Output)),
        Exact<ColumnCopier>(ColumnSteps.Copy),
        Exact<ColumnRenamer>(ColumnSteps.ApplyOnly),
        Exact<ColumnReorder>(ColumnSteps.ApplyOnly),
        Differs<ColumnSplitter>(ReshapeSteps.SplitColumn, "with a limit from the end, the last chunks keep their order"),
        Differs<ColumnsConcat>(ColumnSteps.Concat, "empty cells are left out together with their separator"),
        Exact<ColumnsSelector>(ColumnSteps.ApplyOnly),
        Exact<ConcatArrays>(ArraySteps.Concat),
        Exact<CreateColumnWithGREL>(FormulaSteps.Create, step => FormulaSteps.Refuse(step.Expression)),
        Refused<CurrencySplitter>("DSS's list of currencies and their spellings is not published"),
        Exact<DateComponentsExtractor>(DateSteps.Extract, step => DateSteps.RefuseZone(step.Zone)),
        Exact<DateDifference>(DateSteps.Difference, step => step.CompareTo is not ("COLUMN" or "NOW" or "DATE") ? $"comparing with '{step.CompareTo}' is not known"
            : step.LeavesOutDays ? "it leaves out weekends or holidays, which needs DSS's calendars" : DateSteps.RefuseUnit(step.Unit)),
        Differs<DateFormatter>(DateSteps.Format, OtherLanguages, step => DateSteps.RefuseZone(step.Zone) ?? DateSteps.RefusePatterns([step.Format])),
        Exact<DateIncrement>(DateSteps.Increment, step => DateSteps.RefuseUnit(step.Part)),
        Differs<DateParser>(DateSteps.Parse, OtherLanguages, step => DateSteps.RefuseZone(step.Zone) ?? DateSteps.RefusePatterns(step.Formats)),
        Exact<DateTruncate>(DateSteps.Truncate, step => DateSteps.RefuseZone(step.Zone) ?? DateSteps.RefuseUnit(step.Part)),
        Differs<EmailSplitter>(TextSteps.SplitEmail, "an address has one @ with no blanks around it and a dot in the domain; what is none gives empty cells"),
        Exact<EnrichWithBuildContextProcessor>(ColumnSteps.BuildContext, step => step.JobOutput.Length > 0 ? "there is no DSS job whose name could be written" : null),
        Refused<EnrichWithRecordContextProcessor>("rows no longer know the file they were read from"),
        Differs<ExtractNumbers>(NumberSteps.Extract, "where a number has one kind of separator only, a comma with three digits after it separates thousands, any other separator is the decimal point", step => step.ReplacesMultipliers ? "words such as 'k' or 'million' can't be read as multipliers" : null),
        Exact<FillColumn>(ColumnSteps.Fill),
        Differs<FillEmptyWithComputedValue>(FillSteps.Computed, "of several most frequent values the first counts", step => step.Mode is "MEAN" or "MEDIAN" or "MODE" ? null : $"the mode '{step.Mode}' is not known"),
        Exact<FillEmptyWithValue>(FillSteps.Value),
        Exact<FilterOnBadType>(FilterSteps.Meaning, step => Meanings.Refuse(step.Meaning)),
        Exact<FilterOnCustomFormula>(FormulaSteps.Filter, step => FormulaSteps.Refuse(step.Expression)),
        Differs<FilterOnDate>(FilterSteps.Date, Weeks, step => FilterSteps.Refuse(step.Test)),
        Exact<FilterOnNumericalRange>(FilterSteps.Range),
        Exact<FilterOnValue>(FilterSteps.Value, step => FilterSteps.Refuse(step.Test)),
        Differs<FindReplace>(Replacements.Run, "where a dataset holds the mapping, the first of several rows with a text counts", Replacements.Refuse),
        Exact<FlagOnBadType>(FilterSteps.FlagMeaning, step => Meanings.Refuse(step.Meaning)),
        Exact<FlagOnCustomFormula>(FormulaSteps.Flag, step => FormulaSteps.Refuse(step.Expression)),
        Differs<FlagOnDate>(FilterSteps.FlagDate, Weeks, step => FilterSteps.Refuse(step.Test)),
        Exact<FlagOnNumericalRange>(FilterSteps.FlagRange),
        Exact<FlagOnValue>(FilterSteps.FlagValue, step => FilterSteps.Refuse(step.Test)),
        Exact<GenerateBigData>(ReshapeSteps.Repeat),
        Differs<GeoDistanceProcessor>(GeoSteps.Distance, "the great-circle distance on a sphere of 6371.0088 km; points only", step => step.CompareTo is "COLUMN" ? null : "only the distance to another column is known"),
        Refused<GeoIPResolver>("it needs the MaxMind database"),
        Refused<GeoPointBufferProcessor>("there is no geometry library in the local engine"),
        Differs<GeoPointCreator>(GeoSteps.Create, "coordinates are written as Java writes doubles"),
        Exact<GeoPointExtractor>(GeoSteps.Extract, step => Missing(step.Latitude + step.Longitude)),
        Refused<HolidaysComputer>("it needs DSS's calendars of holidays"),
        Exact<JSONFlattener>(JsonSteps.Flatten),
        Exact<LongTailGrouper>(TextSteps.Group),
        Exact<MatchCounter>(TextSteps.Count, step => Missing(step.Text) ?? Missing(step.Output) ?? (step.Matching == MatchMode.Pattern ? TextMatcher.RefuseRegex(step.Text, step.Normalization) : null)),
        Exact<MeanProcessor>(NumberSteps.Mean, step => Missing(step.Output)),
        Refused<MeasureNormalize>("which units DSS knows, how it spells them and to which it converts is not published"),
        Differs<MemoryEquiJoiner>(JoinSteps.Join, "if several rows have a key, the first counts, with a warning; prepared keys are lower case without marks", JoinSteps.Refuse),
        Refused<MergeLongTailValues>("how DSS counts what is rare is not published"),
        Exact<MinMaxProcessor>(NumberSteps.Bound),
        Exact<MultiColumnByPrefixFold>(ReshapeSteps.FoldByPattern, step => ColumnScope.FullMatch(step.Pattern) is null ? "the pattern is no regular expression" : null),
        Differs<MultiColumnFold>(ReshapeSteps.FoldColumns, "empty cells make rows too, as in the example of DSS's reference; other pages of DSS's makers say otherwise"),
        Differs<NestProcessor>(JsonSteps.Nest, "numbers and JSON stay what they are, all else is a text in the object; empty cells are left out", step => Missing(step.Output)),
        Exact<NumericalCombinator>(NumberSteps.Combine),
        Differs<NumericalFormatConverter>(NumberSteps.ConvertFormat, "the formats US, FR, DE, CH and raw", step => NumberSteps.RefuseFormats(step)),
        Differs<ObjectFoldProcessor>(JsonSteps.FoldObject, "values that are objects or arrays themselves are written as JSON without blanks"),
        Differs<Flow.Recipes.Prepare.Processors.Pivot>(ReshapeSteps.Pivot, "columns come in the order in which their labels are found", step => step.OtherColumns is "KEEP_FIRST" or "KEEP_IF_CONSTANT" ? null : $"what '{step.OtherColumns}' does with the other columns is not known"),
        Refused<PythonUDF>("it runs Python code. Handle the recipe with a C# delegate, or write the step as a formula"),
        Exact<QueryStringSplitter>(TextSteps.SplitQuery),
        Exact<RegexpExtractor>(TextSteps.Extract, step => TextMatcher.RefuseRegex(step.Pattern)),
        Exact<RemoveRowsOnEmpty>(FilterSteps.Empty),
        Exact<RoundProcessor>(NumberSteps.Round, step => step.Mode is "ROUND" or "FLOOR" or "CEIL" ? null : $"the mode '{step.Mode}' is not known"),
        Exact<SplitFold>(ReshapeSteps.SplitFold),
        Refused<SplitIntoChunks>("how DSS cuts texts for language models is not published"),
        Exact<SplitInvalidCells>(FilterSteps.SplitInvalid, step => Meanings.Refuse(step.Meaning)),
        Differs<SplitUnfold>(ReshapeSteps.SplitUnfold, "columns come in the order in which their values are found"),
        Exact<StringTransformer>(TextSteps.Transform, step => TextSteps.TransformOf(step) is null ? $"the mode '{step.Mode}' is not known" : null),
        Exact<SwitchCase>(TextSteps.Switch, step => step.Mapping.Count == 0 ? Unreadable : null),
        Differs<TextSimplifierProcessor>(TextSteps.Simplify, "punctuation separates words; stop words are cleared before words are stemmed, " + Snowball, SimpleWords.Refuse),
        Differs<Tokenizer>(TextSteps.Tokenize, "words are runs of letters and digits; stop words are cleared before words are stemmed, " + Snowball, step => SimpleWords.Refuse(step.Simplify) ?? (step.Operation is "TO_JSON" or "FOLD" or "SPLIT" ? null : $"the operation '{step.Operation}' is not known")),
        Refused<Transpose>("the name DSS gives to the column that holds the former names of columns is not published"),
        Exact<TypeSetter>(ColumnSteps.ApplyOnly),
        Exact<UNIXTimestampParser>(DateSteps.ParseUnix),
        Differs<Unfold>(ReshapeSteps.Unfold, "columns come in the order in which their values are found"),
        Refused<UnknownProcessor>("it is a plugin's, or not known to this version"),
        Exact<UpDownFiller>(FillSteps.UpDown),
        Differs<URLSplitter>(TextSteps.SplitUrl, "URLs are cut as RFC 3986 says; a port that a URL does not have is -1"),
        Refused<UserAgentClassifier>("it needs DSS's list of user agents"),
        Exact<VisualIfRule>(FormulaSteps.VisualIf, FormulaSteps.RefuseVisualIf),
        Exact<ZipArrays>(ArraySteps.Zip),
    ];

    private static readonly Dictionary<Type, PrepareStep> BySettings = Steps.ToDictionary(step => step.Settings);

    /// <summary>The execution of a step's settings.</summary>
    public static PrepareStep For(Processor settings) => BySettings[settings.GetType()];

    /// <summary>What the documentation says of a kind of step.</summary>
    public static SupportNote NoteOf(ProcessorKind kind) => kind.Read(Flow.Json.JsonValue.Object()) switch
    {
        MemoryEquiJoiner { IsFuzzy: true } => new SupportNote(Support.Differs, JoinSteps.FuzzyNote),
        UnknownProcessor => new SupportNote(Support.Refused, NotPublished),
        var settings => For(settings).Note,
    };

    /// <summary>Why a step can't run here, as part of a sentence, and the mend; null if it can.</summary>
    public static Refusal? Refuse(Processor settings)
    {
        PrepareStep step = For(settings);
        string? reason = settings is UnknownProcessor { IsKnown: true } ? NotPublished : step.Note.Support == Support.Refused ? step.Note.Text : step.Refuse(settings) ?? StepSettings.Refuse(settings);
        return reason is null ? null : new Refusal($"{settings.Label} can't run here: {reason}");
    }

    private static string? RefuseBins(BinnerProcessor step) =>
        step.Raw.FindFlag("useDecimalSeparatorFromLocale") ? "it reads numbers in the spelling of the server's language"
        : step.IsCustom ? step.Bins.Any(bin => bin.Name.Length == 0) ? "a bin has no name, and how DSS makes one of its bounds is not published" : null
        : step.Width > 0 ? null : "its bins have no width";

    private static string? Missing(string setting) => setting.Length == 0 ? Unreadable : null;

    private static PrepareStep Exact<T>(Action<T, PrepareTable> run, Func<T, string?>? refuse = null)
        where T : Processor => Of(new SupportNote(Support.Exact), run, refuse);

    private static PrepareStep Differs<T>(Action<T, PrepareTable> run, string note, Func<T, string?>? refuse = null)
        where T : Processor => Of(new SupportNote(Support.Differs, note), run, refuse);

    private static PrepareStep Refused<T>(string reason)
        where T : Processor => new(typeof(T), new SupportNote(Support.Refused, reason), _ => reason, (settings, _) => throw new RecipeFailedException($"{settings.Label} can't run here: {reason}. {Server}."));

    private static PrepareStep Of<T>(SupportNote note, Action<T, PrepareTable> run, Func<T, string?>? refuse)
        where T : Processor => new(typeof(T), note, settings => refuse?.Invoke((T)settings), (settings, table) => run((T)settings, table));
}
