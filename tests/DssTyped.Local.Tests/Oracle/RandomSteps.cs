using System.Globalization;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes random steps of prepare recipes over columns of text.</summary>
internal sealed class RandomSteps(Random random)
{
    private static readonly string[] Words = ["a", "A", "b", "ab", "É", "1", "2.5", "x,y", "a b"];
    private static readonly string[] Units = ["DAY", "MONTH", "YEAR", "HOUR", "WEEK"];

    /// <summary>The kinds of steps made here.</summary>
    public static string[] Types { get; } =
    [
        "ColumnRenamer", "ColumnsSelector", "ColumnCopier", "FillColumn", "ColumnsConcat", "Coalesce", "CreateColumnWithGREL", "FilterOnCustomFormula", "FlagOnCustomFormula", "FindReplace", "StringTransformer",
        "FillEmptyWithValue", "RemoveRowsOnEmpty", "FilterOnValue", "FlagOnValue", "FilterOnNumericalRange", "FlagOnNumericalRange", "RoundProcessor", "MinMaxProcessor", "MeanProcessor", "BinnerProcessor",
        "ColumnSplitter", "SplitFold", "MultiColumnFold", "MultiColumnByPrefixFold", "Unfold", "UpDownFiller", "LongTailGrouper", "MatchCounter", "DateParser", "DateDifference", "DateIncrement", "DateTruncate",
        "SwitchCase", "NumericalCombinator", "VisualIfRule",
    ];

    /// <summary>One to four steps; later ones see the columns of earlier ones where their names are certain.</summary>
    public JsonArray Make(IReadOnlyList<string> columns)
    {
        List<string> names = [.. columns];
        var steps = new JsonArray();
        for (int left = random.Next(1, 5); left > 0; left--)
        {
            string type = Pick(Types);
            steps.Add(new JsonObject { ["metaType"] = "PROCESSOR", ["type"] = type, ["disabled"] = random.Next(12) == 0, ["params"] = Settings(type, names) });
            names.Add("new");
        }

        return steps;
    }

    private JsonObject Settings(string type, List<string> names)
    {
        string column = Pick([.. names]), other = Pick([.. names]);
        var formulas = new RandomFormulas(random, names);
        JsonObject settings = type switch
        {
            "ColumnRenamer" => new() { ["renamings"] = new JsonArray { new JsonObject { ["from"] = column, ["to"] = Pick("new", "named", other) } } },
            "ColumnsSelector" => new() { ["keep"] = Flips() },
            "ColumnCopier" => new() { ["inputColumn"] = column, ["outputColumn"] = "new" },
            "FillColumn" => new() { ["column"] = Pick(column, "new"), ["value"] = Word() },
            "ColumnsConcat" => new() { ["join"] = Pick("-", ""), ["outputColumn"] = "new" },
            "Coalesce" => new() { ["outputColumn"] = "new", ["defaultValue"] = Pick("", "?") },
            "CreateColumnWithGREL" => new() { ["column"] = Pick(column, "new"), ["expression"] = formulas.Any() },
            "FilterOnCustomFormula" => new() { ["expression"] = formulas.Condition(), ["action"] = Pick("KEEP_ROW", "REMOVE_ROW") },
            "FlagOnCustomFormula" => new() { ["expression"] = formulas.Condition(), ["flagColumn"] = "new" },
            "FindReplace" => new()
            {
                ["matching"] = Pick("FULL_STRING", "SUBSTRING"), ["normalization"] = "EXACT", ["stopAfterFirstMatch"] = Flips(), ["output"] = Pick("", "new"),
                ["mapping"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new JsonObject { ["from"] = Word(), ["to"] = Pick("", "a", "ab", "2") })]),
            },
            "StringTransformer" => new() { ["mode"] = Pick("TO_UPPER", "TO_LOWER", "TRIM", "CAPITALIZE") },
            "FillEmptyWithValue" => new() { ["value"] = Word() },
            "RemoveRowsOnEmpty" => new() { ["keep"] = Flips() },
            "FilterOnValue" or "FlagOnValue" => new()
            {
                ["values"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)Word())]), ["matchingMode"] = Pick("FULL_STRING", "SUBSTRING"), ["normalizationMode"] = Pick("EXACT", "LOWERCASE"),
            },
            "FilterOnNumericalRange" or "FlagOnNumericalRange" => new() { ["min"] = random.Next(-1, 2), ["max"] = Flips() ? random.Next(1, 4) : null },
            "RoundProcessor" => new() { ["mode"] = Pick("ROUND", "FLOOR", "CEIL"), ["places"] = 0, ["precision"] = 0 },
            "MinMaxProcessor" => new() { ["lowerBound"] = "0", ["upperBound"] = "2", ["clear"] = Flips() },
            "MeanProcessor" => new() { ["outputColumn"] = "new" },
            "BinnerProcessor" => new()
            {
                ["input"] = column, ["output"] = "new", ["mode"] = "CUSTOM",
                ["bins"] = new JsonArray { new JsonObject { ["sup"] = 1, ["name"] = "low" }, new JsonObject { ["inf"] = 1, ["sup"] = 2.5, ["name"] = "mid" }, new JsonObject { ["inf"] = 2.5, ["name"] = "high" } },
            },
            "ColumnSplitter" => new() { ["inCol"] = column, ["separator"] = Pick(",", " ", "b"), ["outColPrefix"] = "part", ["keepEmptyChunks"] = Flips(), ["limitOutput"] = Flips(), ["limit"] = random.Next(1, 3) },
            "SplitFold" => new() { ["column"] = column, ["separator"] = ",", ["keepEmptyChunks"] = Flips(), ["trimSpaces"] = Flips() },
            "MultiColumnFold" => new() { ["foldNameColumn"] = "name", ["foldValueColumn"] = "new", ["foldRemoveFoldedColumns"] = Flips() },
            "MultiColumnByPrefixFold" => new() { ["columnNamePattern"] = Pick("t(.*)", "t.*"), ["columnNameColumn"] = "name", ["columnContentColumn"] = "new", ["foldRemoveFoldedColumns"] = Flips() },
            "Unfold" => new() { ["column"] = column, ["prefix"] = "is_", ["limit"] = 100 },
            "UpDownFiller" => new() { ["up"] = Flips() },
            "LongTailGrouper" => new() { ["column"] = column, ["toKeep"] = new JsonArray { Word(), Word() }, ["replace"] = "others" },
            "MatchCounter" => new() { ["inCol"] = column, ["outCol"] = "new", ["pattern"] = Word(), ["matchingMode"] = Pick("FULL_STRING", "SUBSTRING") },
            "DateParser" => new() { ["formats"] = new JsonArray { Pick("yyyy-MM-dd", "dd/MM/yyyy") }, ["outCol"] = "new", ["timezone_id"] = "UTC", ["lang"] = "en" },
            "DateDifference" => new() { ["input1"] = column, ["compareTo"] = "COLUMN", ["input2"] = other, ["output"] = "new", ["outputUnit"] = Pick(Units) + "S" },
            "DateIncrement" => new() { ["inCol"] = column, ["outCol"] = Pick("", "new"), ["incrementBy"] = "STATIC", ["increment"] = random.Next(-14, 15), ["datePart"] = Pick(Units) },
            "DateTruncate" => new() { ["inCol"] = column, ["outCol"] = Pick("", "new"), ["datePart"] = Pick(Units) },
            "SwitchCase" => new() { ["inputColumn"] = column, ["outputColumn"] = "new", ["mapping"] = new JsonArray { new JsonObject { ["from"] = Word(), ["to"] = "first" }, new JsonObject { ["from"] = Word(), ["to"] = "second" } }, ["defaultValue"] = Pick("", "?") },
            "NumericalCombinator" => new() { ["add"] = true, ["sub"] = false, ["mul"] = Flips(), ["div"] = false, ["prefix"] = "c_" },
            _ => new()
            {
                ["visualIfDesc"] = new JsonObject
                {
                    ["ifThen"] = new JsonObject { ["filter"] = Filter(names), ["actions"] = new JsonArray { Action(names) } },
                    ["elseIfThens"] = new JsonArray { new JsonObject { ["filter"] = Filter(names), ["actions"] = new JsonArray { Action(names) } } },
                    ["elseActions"] = new JsonArray { Action(names) },
                },
            },
        };
        return Scoped(settings, type, column, other);
    }

    private JsonObject Scoped(JsonObject settings, string type, string column, string other)
    {
        if (settings.ContainsKey("column") || settings.ContainsKey("inCol") || settings.ContainsKey("input") || settings.ContainsKey("inputColumn") || settings.ContainsKey("input1"))
            return settings;

        // Where columns stand is not compared, so it must not matter.
        settings["appliesTo"] = type switch
        {
            "FindReplace" or "DateParser" => "SINGLE_COLUMN",
            "NumericalCombinator" or "Coalesce" or "MeanProcessor" => "COLUMNS",
            _ => Pick("SINGLE_COLUMN", "COLUMNS", "COLUMNS", "ALL"),
        };
        settings["columns"] = new JsonArray([.. new[] { column, other }.Distinct().Select(name => (JsonNode)name)]);
        if (type.StartsWith("Filter", StringComparison.Ordinal) && !settings.ContainsKey("action"))
            settings["action"] = Pick("KEEP_ROW", "REMOVE_ROW", "CLEAR_CELL", "DONTCLEAR_CELL");
        if (type.StartsWith("Flag", StringComparison.Ordinal))
            settings["flagColumn"] = "new";
        settings["booleanMode"] = Pick("AND", "OR");
        return settings;
    }

    private JsonObject Filter(List<string> names) => new()
    {
        ["enabled"] = true,
        ["uiData"] = new JsonObject
        {
            ["mode"] = Pick("&&", "||"),
            ["conditions"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new JsonObject
            {
                ["input"] = Pick([.. names]), ["operator"] = Pick("is empty", "not empty", "== [string]", "!= [string]", "contains", ">  [number]", "<= [number]", "in [string]"), ["string"] = Word(), ["num"] = random.Next(0, 3),
                ["items"] = new JsonArray { new JsonObject { ["string"] = Word() }, new JsonObject { ["string"] = Word() } },
            })]),
        },
    };

    private JsonObject Action(List<string> names) => random.Next(3) switch
    {
        0 => new() { ["outputColumnName"] = "new", ["operator"] = "ASSIGN_COLUMN", ["column"] = Pick([.. names]) },
        1 => new() { ["outputColumnName"] = "new", ["operator"] = "ASSIGN_FORMULA", ["formula"] = new RandomFormulas(random, names).Any(2) },
        _ => new() { ["outputColumnName"] = "new", ["operator"] = "ASSIGN_VALUE", ["value"] = Word() },
    };

    private string Word() => Pick(Words);

    private bool Flips() => random.Next(2) == 0;

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
