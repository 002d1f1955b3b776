namespace DssTyped.Flow.Formula;

/// <summary>Every documented function of the formula language, one row each.</summary>
public static class FormulaFunctions
{
    private const FormulaType Any = FormulaType.Any;
    private const FormulaType Text = FormulaType.Text;
    private const FormulaType Integer = FormulaType.Integer;
    private const FormulaType Decimal = FormulaType.Decimal;
    private const FormulaType Number = FormulaType.Number;
    private const FormulaType Boolean = FormulaType.Boolean;
    private const FormulaType Date = FormulaType.Date;
    private const FormulaType Array = FormulaType.Array;
    private const FormulaType Object = FormulaType.Object;

    private const string NoHtml = "there is no HTML reader in the local engine; build the recipe on a server";
    private const string NoGeometry = "there is no geometry library in the local engine; build the recipe on a server";
    private const string Random = "random: other values than DSS's, as in each of its runs";

    private static readonly FormulaFunction[] Rows =
    [
        .. Chapter("array",
            F("arrayContains", 2, 2, Boolean), F("arrayDedup", 1, 1, Array), F("arrayIndexOf", 2, 2, Integer), F("arrayLen", 1, 1, Integer),
            F("arrayReverse", 1, 1, Array), F("arraySort", 1, 1, Array), F("get", 2, 3, Any), F("join", 2, 2, Text),
            F("objectKeys", 1, 1, Array), F("objectValues", 1, 1, Array), F("slice", 2, 3, Any), F("substring", 2, 3, Any)),
        .. Chapter("boolean",
            F("asBool", 1, 1, Boolean), F("isFalse", 1, 1, Boolean), F("isTrue", 1, 1, Boolean), F("and", 1, -1, Boolean), F("not", 1, 1, Boolean), F("or", 1, -1, Boolean)),
        .. Chapter("date",
            F("asDate", 1, -1, Date), F("asDatetimeTz", 1, -1, Date), F("asDateOnly", 1, -1, Text), F("asDatetimeNoTz", 1, -1, Text),
            Differs("datePart", 2, 3, Any, "without a time zone UTC is meant, where DSS takes its server's; 'weekOfYear' is the ISO week, where DSS asks its server's locale"),
            F("diff", 2, 3, Integer), F("inc", 3, 3, Date), F("now", 0, 0, Date), F("trunc", 2, 2, Date)),
        .. Chapter("math",
            F("abs", 1, 1, Decimal), F("acos", 1, 1, Decimal), F("asin", 1, 1, Decimal), F("atan", 1, 1, Decimal), F("atan2", 2, 2, Decimal), F("avg", 1, -1, Decimal),
            F("ceil", 1, 1, Integer), F("combin", 2, 2, Integer), F("cos", 1, 1, Decimal), F("cosh", 1, 1, Decimal), F("dec2hex", 1, 1, Text), F("degrees", 1, 1, Decimal),
            F("even", 1, 1, Decimal), F("exp", 1, 1, Decimal), F("fact", 1, 1, Integer), F("factn", 2, 2, Integer), F("floor", 1, 1, Integer), F("gcd", 2, 2, Decimal),
            Refused("hash", 1, 1, Integer, "DSS's hash algorithm is not published; use md5 or sha256, or build the recipe on a server"),
            F("hex2dec", 1, 1, Integer), F("lcm", 2, 2, Decimal),
            Differs("ln", 1, 1, Decimal, "the last digit can differ from Java's"), Differs("log", 1, 1, Decimal, "the last digit can differ from Java's"),
            F("max", 1, -1, FormulaResult.AllArguments), F("min", 1, -1, FormulaResult.AllArguments), F("mod", 2, 2, Integer), F("multinomial", 1, -1, Integer),
            F("odd", 1, 1, Decimal), F("PI", 0, 0, Decimal), F("pow", 2, 2, Decimal), F("quotient", 2, 2, Decimal), F("radians", 1, 1, Decimal),
            Differs("rand", 0, 2, Number, Random), F("round", 1, 2, Decimal), F("sin", 1, 1, Decimal), F("sinh", 1, 1, Decimal), F("sqrt", 1, 1, Decimal),
            F("sum", 1, -1, Decimal), F("tan", 1, 1, Decimal), F("tanh", 1, 1, Decimal), F("toNumber", 1, 1, Number)),
        .. Chapter("object",
            F("hasField", 2, 2, Boolean), Refused("htmlAttr", 2, 2, Text, NoHtml), Refused("htmlText", 1, 1, Text, NoHtml), Refused("innerHtml", 1, 1, Text, NoHtml),
            F("jsonize", 1, 1, Text), F("objectDel", 2, -1, Object), F("objectNew", 0, -1, Object), F("objectPut", 3, 3, Object), Refused("ownText", 1, 1, Text, NoHtml),
            Refused("parseHtml", 1, 1, Any, NoHtml), F("parseJson", 1, 1, Any), Refused("select", 2, 2, Any, NoHtml), F("type", 1, 1, Text)),
        .. Chapter("string",
            F("chomp", 2, 2, Text), F("coalesce", 1, -1, FormulaResult.AllArguments), F("concat", 1, -1, Any), F("contains", 2, 2, Boolean), F("endsWith", 2, 2, Boolean),
            Differs("escape", 2, 2, Text, "in mode html, only letters up to U+00FF get names"),
            Differs("fingerprint", 1, 1, Text, "letters with marks are reduced by Unicode decomposition only"),
            F("format", 1, -1, Text), F("fromBase64", 1, 2, Text), F("indexOf", 2, 2, Integer), F("lastIndexOf", 2, 2, Integer), F("length", 1, 1, Integer),
            F("match", 2, 2, Array), F("md5", 1, 1, Text), F("ngram", 2, 2, Array),
            Differs("ngramFingerprint", 1, 2, Text, "letters with marks are reduced by Unicode decomposition only"),
            F("partition", 2, 3, Array), Refused("phonetic", 1, 2, Text, "the phonetic algorithms are not part of the local engine; build the recipe on a server"),
            F("replace", 3, 3, Text), F("replaceChars", 3, 3, Text), F("rpartition", 2, 3, Array), F("sha1", 1, 1, Text), F("sha256", 1, 1, Text), F("sha512", 1, 1, Text),
            F("split", 2, 3, Array), F("splitByCharType", 1, 1, Array), F("splitByLengths", 2, -1, Array), F("startsWith", 2, 2, Boolean), F("strip", 1, 1, Text),
            F("toBase64", 1, 2, Text), F("toLowercase", 1, 1, Text), F("toString", 1, 2, Text), F("toTitlecase", 1, 1, Text), F("toUppercase", 1, 1, Text), F("trim", 1, 1, Text),
            F("unescape", 2, 2, Text), F("unicode", 1, 1, Array), F("unicodeType", 1, 1, Array), Differs("uuid", 0, 0, Text, Random)),
        .. Chapter("geometry",
            Refused("geoBuffer", 2, 3, Text, NoGeometry), Refused("geoContains", 2, 2, Boolean, NoGeometry), Refused("geoDistance", 2, 3, Decimal, NoGeometry),
            Refused("geoEnvelope", 1, 1, Text, NoGeometry), Refused("geoMakeValid", 1, 1, Text, NoGeometry), Refused("geoSimplify", 2, 2, Text, NoGeometry),
            Refused("geoWithin", 2, 2, Boolean, NoGeometry)),
        .. Chapter("value access",
            F("numval", 1, 2, Number), F("strval", 1, 3, Text), F("val", 1, 3, FormulaResult.ColumnValue)),
        .. Chapter("control structures",
            Bind("filter", 3, 3, Array, 1), Bind("forEach", 3, 3, Array, 1), Bind("forEachIndex", 4, 4, Array, 1, 2), Bind("forRange", 5, 5, Array, 3),
            F("if", 2, 3, FormulaResult.LastTwo), Bind("objectFilter", 4, 4, Object, 1, 2), F("switch", 3, -1, FormulaResult.Cases), Bind("with", 3, 3, Any, 1)),
        .. Chapter("tests",
            F("isBlank", 1, 1, Boolean), F("isError", 1, 1, Boolean), F("isNonBlank", 1, 1, Boolean), F("isNotNull", 1, 1, Boolean), F("isNull", 1, 1, Boolean), F("isNumeric", 1, 1, Boolean)),
    ];

    private static readonly Dictionary<string, FormulaFunction> ByName = Rows.ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>All functions, chapter by chapter.</summary>
    public static IReadOnlyList<FormulaFunction> All => Rows;

    /// <summary>The function of that exact name, or null.</summary>
    public static FormulaFunction? Find(string name) => ByName.TryGetValue(name, out FormulaFunction? found) ? found : null;

    /// <summary>The function name most like a wrong one, or null.</summary>
    public static string? NearestTo(string name) => NearestName.Of(name, Rows.Select(row => row.Name));

    private static IEnumerable<FormulaFunction> Chapter(string chapter, params FormulaFunction[] rows) => rows.Select(row => row with { Chapter = chapter });

    private static FormulaFunction F(string name, int least, int most, FormulaType type) => new(name, "", least, most, type, FormulaResult.Fixed, FormulaSupport.Exact, "");

    private static FormulaFunction F(string name, int least, int most, FormulaResult result) => new(name, "", least, most, Any, result, FormulaSupport.Exact, "");

    private static FormulaFunction Differs(string name, int least, int most, FormulaType type, string note) => F(name, least, most, type) with { Support = FormulaSupport.Differs, Note = note };

    private static FormulaFunction Refused(string name, int least, int most, FormulaType type, string note) => F(name, least, most, type) with { Support = FormulaSupport.Refused, Note = note };

    private static FormulaFunction Bind(string name, int least, int most, FormulaType type, params int[] binds) => F(name, least, most, type) with { Binds = binds };
}
