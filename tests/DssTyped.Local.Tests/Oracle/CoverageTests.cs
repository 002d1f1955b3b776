using System.Text.Json.Nodes;
using DssTyped.Local.Recipes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>The random cases reach what they are for: else a comparison that never fails says nothing.</summary>
public sealed class CoverageTests
{
    private const int Seeds = 480;

    // Compared in FolderOracleTests: files are no tables.
    private static readonly string[] Elsewhere = ["export", "list_folder_contents", "merge_folder"];

    private static readonly Dictionary<string, int> Counts = Count();

    [Fact]
    public void Every_recipe_type_that_runs_is_among_the_cases() =>
        AssertReached("type", RecipeTranslators.All.Where(translator => translator.Note.Support != Support.Refused).Select(translator => translator.DssType).Except(Elsewhere), 100);

    [Fact]
    public void Every_filter_operator_is_among_the_cases() => AssertReached("operator",
    [
        "is empty", "not empty", "empty string", "not empty string", "true", "false", "contains", "starts with", "ends with", "== [string]", "!= [string]", "== [string]i", "in [string]", "not in [string]",
        "== [number]", "!= [number]", ">  [number]", "<  [number]", ">= [number]", "<= [number]", ">< [number]", "in [number]", "not in [number]",
        "== [date]", "!= [date]", ">= [date]", "<  [date]", "<= [date]", "> [date]", ">< [date]", "== [column]", "!= [column]", "<  [column]", ">= [column]", "== [NaNcolumn]", "!= [NaNcolumn]",
    ], 10);

    [Fact]
    public void Every_aggregate_is_among_the_cases() =>
        AssertReached("aggregate", NaiveAggregates.Grouping.Select(aggregate => "grouping " + aggregate.Flag).Concat(NaiveAggregates.Window.Select(aggregate => "window " + aggregate.Flag)), 50);

    [Fact]
    public void Every_join_type_condition_and_limit_is_among_the_cases() => AssertReached("join",
    [
        "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "LEFT_ANTI", "RIGHT_ANTI", "LEFT_SEMI", "RIGHT_SEMI", "ADVANCED", "AND", "OR", "EQ", "NE", "LT", "LTE", "GT", "GTE", "CONTAINS", "STARTS_WITH", "WITHIN_RANGE", "K_NEAREST", "K_NEAREST_INFERIOR",
        "KEEP_LARGEST", "KEEP_SMALLEST", "KEEP_FIRST", "KEEP_LAST",
    ], 20);

    [Fact]
    public void Every_mode_of_a_recipe_is_among_the_cases() => AssertReached("mode",
    [
        "split FILTERS", "split VALUES", "split RANDOM", "split RANGE", "split CENTILE", "vstack FROM_DATASET", "vstack FROM_INDEX", "vstack UNION", "vstack INTERSECT", "vstack CUSTOM", "vstack REMAP",
        "sampling FULL", "sampling HEAD_SEQUENTIAL", "sampling TAIL_SEQUENTIAL", "sampling COLUMN_ORDERED", "pivot TOP_N", "pivot NO_LIMIT", "pivot EXPLICIT", "pivot AT_LEAST_N_OCCURRENCES",
    ], 20);

    [Fact]
    public void Every_step_that_the_interpreter_knows_is_among_the_cases() => AssertReached("step", RandomSteps.Types, 10);

    [Fact]
    public void Formulas_stand_in_filters_computed_columns_and_steps_with_every_function_that_the_interpreter_knows()
    {
        AssertReached("formula in", ["filter", "computed column", "step"], 100);
        AssertReached("function", [.. NaiveFunctions.Names, "&&", "||", "!", "//", "%", "=="], 20);
    }

    [Fact]
    public void Fuzzy_joins_have_every_distance_that_the_interpreter_knows() => AssertReached("distance", ["LEVENSHTEIN", "HAMMING", "JACCARD", "EXACT"], 50);

    private static void AssertReached(string kind, IEnumerable<string> names, int least)
    {
        string[] missed = [.. names.Where(name => Counts.GetValueOrDefault($"{kind} {name}") < least).Select(name => $"{name}: {Counts.GetValueOrDefault($"{kind} {name}")}")];
        Assert.True(missed.Length == 0, $"Too few cases with {kind} {string.Join(", ", missed)}.");
    }

    private static Dictionary<string, int> Count()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string type in RandomCases.Types)
        {
            for (int seed = 0; seed < Seeds; seed++)
            {
                RecipeCase test = new RandomCases(seed).Make(type);
                JsonNode payload = JsonNode.Parse(test.Payload)!;
                Add("type " + test.Type);
                foreach (JsonNode node in All(payload))
                    Visit(test.Type, node);

                if (test.Type is "split" or "vstack")
                    Add($"mode {test.Type} {payload["mode"]}");
                if (test.Type == "sampling")
                    Add($"mode sampling {JsonNode.Parse(test.Params)!["selection"]!["samplingMethod"]}");
                if (test.Type == "pivot" && (string?)payload["schemaComputation"] == "ALWAYS")
                    Add($"mode pivot {payload["pivots"]![0]!["valueLimit"]}");
            }
        }

        return counts;

        void Add(string key) => counts[key] = counts.GetValueOrDefault(key) + 1;

        void Formula(string place, string text)
        {
            Add($"formula in {place}");
            foreach (System.Text.RegularExpressions.Match name in System.Text.RegularExpressions.Regex.Matches(text, @"[A-Za-z]+(?=\()|&&|\|\||!(?!=)|//|%|=="))
                Add($"function {name.Value}");
        }

        void Visit(string type, JsonNode node)
        {
            if (node["operator"] is { } asked)
                Add($"operator {asked}");
            if (node["distanceType"] is { } distance)
                Add($"distance {distance}");
            if (type == "shaker" && node["metaType"] is not null && !NaiveFilter.Flag(node, "disabled"))
                Add($"step {node["type"]}");
            if (node["expr"] is not null)
                Formula("computed column", (string)node["expr"]!);
            if (type == "shaker" && (string?)(node["expression"] ?? node["formula"]) is { } inStep)
                Formula("step", inStep);
            else if ((string?)node["uiData"]?["mode"] == "CUSTOM")
                Formula("filter", (string)node["expression"]!);
            foreach ((string flag, string _) in type == "grouping" ? NaiveAggregates.Grouping : type == "window" ? NaiveAggregates.Window : [])
            {
                if (node["column"] is not null && NaiveFilter.Flag(node, flag))
                    Add($"aggregate {type} {flag}");
            }

            if (type != "join")
                return;
            if (node["table1"] is not null || node["column1"] is not null || node["decisionColumn"] is not null)
                Add($"join {node["type"]}");
            if (node["conditionsMode"] is { } mode)
                Add($"join {mode}");
        }
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonObject item => item.Select(member => member.Value).OfType<JsonNode>().SelectMany(All).Prepend(item),
        JsonArray list => list.OfType<JsonNode>().SelectMany(All),
        _ => [],
    };
}
