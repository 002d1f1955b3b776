using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>Makes pivots.</summary>
internal sealed class RandomPivots(Random random, RandomTables tables, RandomFilters filters)
{
    private static readonly string[] s_aggregates = ["count", "min", "max", "countDistinct", "avg", "sum", "median", "stddev", "concat"];

    public RecipeCase Pivot()
    {
        List<(string Name, string Type)> own = [("id", "bigint"), ("k", "string"), ("pivot", random.Pick(["string", "bigint", "boolean", "double", "date", "dateonly"])), ("q", "boolean"), ("x", "double"), ("n", "int")];
        List<(string Name, string Type)> columns = [.. own];
        JsonArray computed = filters.Computed(columns, 0.2);
        string[][] keys = [.. Enumerable.Range(0, random.Chance(0.8) ? 1 : 2).Select(_ => random.Some<string>(["pivot", "q"], 1, random.Chance(0.7) ? 1 : 2).ToArray())];
        string?[][][] modalities = [.. keys.Select(names => Enumerable.Range(0, 3).Select(_ => names.Select(name => tables.Cell(own.First(column => column.Name == name).Type)).ToArray()).DistinctBy(values => string.Join('|', values.Select(value => value ?? "∅"))).ToArray())];
        string selection = random.Pick(["EXPLICIT", "EXPLICIT", "NONE", "ALL_BUT_USED"]);
        List<(string Name, string Type)> identifiers = random.Some(own[..2], 0, 2);
        var payload = new JsonObject
        {
            ["preFilter"] = filters.Filter(own), ["computedColumns"] = computed, ["explicitIdentifiers"] = RandomCases.Names(identifiers), ["identifierColumnsSelection"] = selection,
            ["schemaComputation"] = random.Chance(0.6) ? "ONLY_IF_NO_METADATA" : "ALWAYS", ["sortModalities"] = random.Chance(),
            ["pivots"] = new JsonArray([.. keys.Select((names, index) => Element(names, modalities[index]))]),
            ["otherColumns"] = new JsonArray([.. Others()]),
        };
        if (selection == "EXPLICIT")
            payload["postFilter"] = filters.Filter(identifiers, 0.2);

        var stored = new JsonObject
        {
            ["columns"] = new JsonArray(),
            ["metadata"] = new JsonObject { ["pivotElementsModalities"] = new JsonArray([.. modalities.Select(element => new JsonObject { ["pivotedModalities"] = new JsonArray([.. element.Select(Stored)]) })]) },
        };
        return RecipeCase.Of("pivot", payload.ToJsonString(), tables.Rows(own, 12)) with { StoredSchemas = new Dictionary<string, string> { ["O0"] = stored.ToJsonString() } };
    }

    // One is always there, lest an output has no column at all.
    private IEnumerable<JsonObject> Others()
    {
        yield return new JsonObject { ["column"] = "id", ["count"] = true };
        if (random.Chance(0.3))
            yield return random.Flags(new JsonObject { ["column"] = "n" }, s_aggregates, "int");
    }

    private JsonObject Element(string[] keys, string?[][] modalities) => new()
    {
        ["keyColumns"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]), ["globalCount"] = random.Chance(), ["valueLimit"] = random.Pick(["TOP_N", "NO_LIMIT", "AT_LEAST_N_OCCURRENCES", "EXPLICIT"]),
        ["topnLimit"] = random.Next(1, 4), ["minOccLimit"] = random.Next(1, 4),
        ["explicitValues"] = new JsonArray([.. modalities.Where(values => values.All(value => value is not null)).Select(values => new JsonArray([.. values.Select(value => (JsonNode?)value)]))]),
        ["valueColumns"] = new JsonArray(
            random.Flags(new JsonObject { ["column"] = "x" }, s_aggregates, "double"),
            random.Flags(new JsonObject { ["column"] = "n" }, s_aggregates, "int")),
    };

    private static JsonObject Stored(string?[] values)
    {
        string name = string.Join('_', values.Select(value => value ?? "none"));
        return new JsonObject
        {
            ["keyValues"] = new JsonArray([.. values.Select(value => (JsonNode?)value)]), ["name"] = name, ["globalCountColumn"] = name + "_count",
            ["valueColumns"] = new JsonArray([.. new[] { "x", "n" }.Select(source => new JsonObject { ["source"] = source, ["pivoted"] = $"{name}_{source}" })]),
        };
    }
}
