using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes joins.</summary>
internal sealed class RandomJoins(Random random, RandomTables tables, RandomFilters filters)
{
    private static readonly string[] s_ofTexts = ["EQ", "EQ", "CONTAINS", "STARTS_WITH", "NE"];
    private static readonly string[] s_ofNumbers = ["EQ", "EQ", "EQ", "NE", "LT", "LTE", "GT", "GTE", "WITHIN_RANGE"];
    private static readonly string[] s_onlyOne = ["INNER", "LEFT", "RIGHT", "FULL", "CROSS", "LEFT_ANTI", "RIGHT_ANTI", "LEFT_SEMI", "RIGHT_SEMI", "ADVANCED", "LEFT"];

    public RecipeCase Join()
    {
        int count = random.Chance(0.7) ? 2 : 3;
        Table[] inputs = [.. Enumerable.Range(0, count).Select(_ => tables.Rows([.. tables.Columns(), ("key", "bigint"), ("name", "string"), ("ratio", "double"), ("at", "date")], 6))];

        // A dataset may be joined with itself.
        int[] indexes = [.. Enumerable.Range(0, count).Select(table => random.Chance(0.1) ? 0 : table)];
        var computed = new JsonArray[count];
        var columns = new List<(string Name, string Type)>[count];
        for (int table = 0; table < count; table++)
        {
            columns[table] = [.. inputs[indexes[table]].Columns];
            computed[table] = filters.Computed(columns[table], 0.2);
        }

        var joins = new JsonArray();
        for (int right = 1; right < count; right++)
            joins.Add(Step(columns, right == 1 ? 0 : random.Next(0, right), right, isOnly: count == 2));

        var selected = new JsonArray([.. Enumerable.Range(0, count).SelectMany(table => random.Some(columns[table], 1, 3).Select(column =>
            new JsonObject { ["table"] = table, ["name"] = column.Name, ["type"] = "string", ["alias"] = random.Chance(0.2) ? $"alias {table} {column.Name}" : null }))]);
        bool isManual = random.Chance(0.8);
        var payload = new JsonObject
        {
            ["virtualInputs"] = new JsonArray([.. Enumerable.Range(0, count).Select(table => new JsonObject
            {
                ["index"] = indexes[table], ["prefix"] = table == 0 ? null : $"t{table}", ["outputColumnsSelectionMode"] = isManual ? "MANUAL" : random.Pick(["ALL", "AUTO_NON_CONFLICTING", "MANUAL"]),
                ["preFilter"] = filters.Filter(inputs[indexes[table]].Columns), ["computedColumns"] = computed[table],
            })]),
            ["joins"] = joins, ["selectedColumns"] = selected, ["enableAutoCastInJoinConditions"] = random.Chance(),
        };
        string type = (string)joins[0]!["type"]!;
        if (isManual && !type.Contains('_', StringComparison.Ordinal))
        {
            List<(string Name, string Type)> written = [.. selected.Select(column => Written(column!, columns)).DistinctBy(column => column.Name)];
            payload["computedColumns"] = filters.Computed(written, 0.2);
            payload["postFilter"] = filters.Filter(written, 0.2);
        }

        RecipeCase test = RecipeCase.Of("join", payload.ToJsonString(), inputs);
        if (count > 2 || !random.Chance(0.3))
            return test;

        return type switch
        {
            "LEFT" => test with { Outputs = [("main", "O0"), ("unmatchedRight", "O1")] },
            "RIGHT" => test with { Outputs = [("main", "O0"), ("unmatchedLeft", "O1")] },
            "INNER" => test with { Outputs = [("main", "O0"), ("unmatchedLeft", "O1"), ("unmatchedRight", "O2")] },
            _ => test,
        };
    }

    private static (string Name, string Type) Written(JsonNode column, List<(string Name, string Type)>[] columns)
    {
        int table = (int)column["table"]!;
        string name = (string)column["name"]!;
        return ((string?)column["alias"] ?? (table == 0 ? name : $"t{table}_{name}"), columns[table].First(candidate => candidate.Name == name).Type);
    }

    private JsonObject Step(List<(string Name, string Type)>[] columns, int left, int right, bool isOnly)
    {
        string type = random.Pick(isOnly ? s_onlyOne : ["INNER", "LEFT", "RIGHT", "FULL", "ADVANCED"]);
        bool nearest = type is ("INNER" or "LEFT") && random.Chance(0.25);
        var conditions = new JsonArray([.. Enumerable.Range(0, nearest ? 1 : random.Next(1, 3)).Select(_ => nearest ? Nearest(left, right) : Condition(left, right))]);
        return new JsonObject
        {
            ["table1"] = left, ["table2"] = right, ["type"] = type, ["conditionsMode"] = nearest || random.Chance(0.85) ? "AND" : "OR", ["outerJoinOnTheLeft"] = random.Chance(), ["on"] = conditions,
            ["rightLimit"] = new JsonObject
            {
                ["enabled"] = random.Chance(0.8), ["maxMatches"] = random.Next(1, 3), ["type"] = random.Pick(["KEEP_LARGEST", "KEEP_SMALLEST", "KEEP_FIRST", "KEEP_LAST"]),
                ["decisionColumn"] = new JsonObject { ["table"] = right, ["name"] = random.Pick(columns[right]).Name },
            },
        };
    }

    private JsonObject Condition(int left, int right)
    {
        (string mine, string other) = random.Next(10) switch
        {
            < 4 => ("name", "name"),
            < 7 => ("key", "key"),
            7 => ("at", "at"),
            8 => ("key", "ratio"),
            _ => ("name", "key"),
        };
        bool isText = mine == "name" && other == "name";
        string match = isText ? random.Pick(s_ofTexts) : mine == "name" ? "EQ" : random.Pick(s_ofNumbers);
        return On(left, mine, right, other, new JsonObject
        {
            ["type"] = match, ["windowFrom"] = -1, ["windowTo"] = random.Next(0, 3), ["dateDiffUnit"] = random.Pick(["DAY", "HOUR", "WEEK"]), ["caseInsensitive"] = isText && random.Chance(0.3), ["normalizeText"] = isText && random.Chance(0.2),
        });
    }

    private JsonObject Nearest(int left, int right)
    {
        string column = random.Pick(["key", "at"]);
        return On(left, column, right, column, new JsonObject
        {
            ["type"] = random.Pick(["K_NEAREST", "K_NEAREST_INFERIOR"]), ["maxDistance"] = random.Next(0, 3), ["maxMatches"] = random.Next(1, 3), ["strict"] = random.Chance(), ["dateDiffUnit"] = random.Pick(["DAY", "HOUR"]),
        });
    }

    private static JsonObject On(int left, string mine, int right, string other, JsonObject condition)
    {
        condition["column1"] = new JsonObject { ["table"] = left, ["name"] = mine };
        condition["column2"] = new JsonObject { ["table"] = right, ["name"] = other };
        return condition;
    }

    public RecipeCase FuzzyJoin()
    {
        Table[] inputs = [.. Enumerable.Range(0, 2).Select(side => tables.Rows([("name", "string"), ($"n{side}", "bigint")], 5))];
        var fuzzy = new JsonObject { ["distanceType"] = random.Pick(["LEVENSHTEIN", "HAMMING", "JACCARD", "EXACT"]), ["threshold"] = random.Pick([0, 1, 2]) };
        var payload = new JsonObject
        {
            ["virtualInputs"] = new JsonArray([.. Enumerable.Range(0, 2).Select(table => new JsonObject { ["index"] = table, ["prefix"] = table == 0 ? null : "t1", ["outputColumnsSelectionMode"] = "MANUAL", ["preFilter"] = new JsonObject() })]),
            ["joins"] = new JsonArray
            {
                new JsonObject
                {
                    ["table1"] = 0, ["table2"] = 1, ["type"] = random.Pick(["INNER", "LEFT", "RIGHT", "FULL"]), ["conditionsMode"] = "AND",
                    ["on"] = new JsonArray { On(0, "name", 1, "name", new JsonObject { ["type"] = "EQ", ["fuzzyMatchDesc"] = fuzzy, ["normaliseDesc"] = new JsonObject() }) },
                },
            },
            ["selectedColumns"] = new JsonArray([.. Enumerable.Range(0, 2).SelectMany(table => inputs[table].Columns.Select(column => new JsonObject { ["table"] = table, ["name"] = column.Name, ["type"] = column.Type }))]),
        };
        return RecipeCase.Of("fuzzyjoin", payload.ToJsonString(), inputs);
    }
}
