using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes filters and computed columns.</summary>
internal sealed class RandomFilters(Random random, RandomTables tables)
{
    private static readonly string[] s_ofNumbers =
        ["== [number]", "!= [number]", ">  [number]", "<  [number]", ">= [number]", "<= [number]", ">< [number]", "in [number]", "not in [number]", "== [column]", "!= [column]", "<  [column]", ">= [column]"];

    private static readonly string[] s_ofTexts =
    [
        "== [string]", "!= [string]", "== [string]i", "contains", "starts with", "ends with", "in [string]", "not in [string]", "empty string", "not empty string", "== [NaNcolumn]", "!= [NaNcolumn]", "== [column]",
    ];

    private static readonly string[] s_ofDates = ["== [date]", "!= [date]", ">= [date]", "<  [date]", "<= [date]", "> [date]", ">< [date]", "<  [column]"];

    public JsonObject Filter(IReadOnlyList<(string Name, string Type)> columns, double share = 0.4)
    {
        if (columns.Count == 0)
            return [];
        if (!random.Chance(share))
            return random.Chance() ? [] : new JsonObject { ["enabled"] = false, ["uiData"] = new JsonObject { ["mode"] = "&&", ["conditions"] = new JsonArray { Condition(columns) } } };

        var filter = new JsonObject { ["enabled"] = true, ["distinct"] = random.Chance(0.2), ["expression"] = "leftover > 1", ["uiData"] = Conditions(columns, depth: 1) };
        if (random.Chance(0.2) && Plain(columns) is { Length: > 0 } names)
        {
            filter["uiData"]!["mode"] = "CUSTOM";
            filter["expression"] = new RandomFormulas(random, names).Condition();
        }

        return filter;
    }

    /// <summary>Columns that a recipe computes; they join the others for what comes after.</summary>
    public JsonArray Computed(List<(string Name, string Type)> columns, double share = 0.4)
    {
        var computed = new JsonArray();
        for (int count = random.Chance(share) ? random.Next(1, 3) : 0; count > 0; count--)
        {
            string name = Enumerable.Range(columns.Count, int.MaxValue - columns.Count).Select(number => $"computed {number}").First(free => columns.All(column => column.Name != free));
            string type = random.Pick(["string", "bigint", "double", "boolean", "date"]);
            string formula = new RandomFormulas(random, Plain(columns)).Any();
            computed.Add(new JsonObject { ["mode"] = "GREL", ["name"] = name, ["type"] = type, ["expr"] = type == "date" ? $"asDate({formula})" : formula });
            columns.Add((name, type));
        }

        return computed;
    }

    // Names with quotes would have to be escaped in a formula.
    private static string[] Plain(IEnumerable<(string Name, string Type)> columns) => [.. columns.Select(column => column.Name).Where(name => !name.Contains('"'))];

    private JsonObject Conditions(IReadOnlyList<(string Name, string Type)> columns, int depth) => new()
    {
        ["mode"] = random.Chance(0.3) ? "||" : "&&",
        ["conditions"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ =>
            depth > 0 && random.Chance(0.15) ? new JsonObject { ["subCondition"] = Conditions(columns, depth - 1) } : Condition(columns))]),
    };

    private JsonObject Condition(IReadOnlyList<(string Name, string Type)> columns)
    {
        (string name, string type) = random.Pick(columns);
        var condition = new JsonObject
        {
            ["input"] = name, ["string"] = tables.Word(), ["num"] = Number(type), ["num2"] = random.Next(0, 4),
            ["date"] = random.Chance(0.8) ? $"2024-01-0{random.Next(1, 4)}" : random.Pick(["1969-12-31", "0050-06-15", "9999-12-31"]), ["time"] = type == "dateonly" || random.Chance() ? "00:00" : "13:30", ["date2"] = "2024-01-03", ["time2"] = "00:00",
            ["items"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => new JsonObject { ["string"] = tables.Word(), ["num"] = Number(type) })]),
        };
        // The engine looks texts of a long list up in another way. The rest of it draws nothing, so that all other cases stay what they are.
        if (condition["items"]!.AsArray() is { Count: 2 } items)
        {
            for (int i = 0; i < 50; i++)
                items.Add(new JsonObject { ["string"] = $"it's \"\\{i}\" é 日本", ["num"] = 1000 + i });
        }

        string[] any = ["is empty", "not empty"];
        string[] own = NaiveRows.IsNumber(type) ? s_ofNumbers : type switch
        {
            "boolean" => ["true", "false", "== [column]"],
            "string" => s_ofTexts,
            "date" or "datetimenotz" => s_ofDates,
            "dateonly" => [">= [date]", "<  [date]"],
            _ => ["contains", "== [NaNcolumn]"],
        };
        condition["operator"] = random.Pick([.. any, .. own, .. own]);
        condition["col"] = random.Pick([.. columns.Where(column => column.Type == type)]).Name;
        return condition;
    }

    private JsonValue Number(string type) => random.Next(10) switch
    {
        0 => JsonValue.Create(0.25),
        1 when type == "bigint" => JsonValue.Create(random.Pick<long>([9007199254740992, long.MaxValue, long.MinValue])),
        _ => JsonValue.Create(random.Next(-1, 3)),
    };
}
