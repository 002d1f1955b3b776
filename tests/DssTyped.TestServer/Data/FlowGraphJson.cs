using System.Text.Json.Nodes;

namespace DssTyped.TestServer.Data;

/// <summary>The answer to <c>flow/graph/</c>, made of recipes' inputs and outputs.</summary>
internal static class FlowGraphJson
{
    /// <param name="datasets">The project's datasets.</param>
    /// <param name="recipes">Its recipes.</param>
    /// <param name="folders">Its managed folders.</param>
    /// <param name="typeOf">Node type of what is none of its datasets.</param>
    public static JsonObject Of(IReadOnlyList<JsonObject> datasets, IReadOnlyList<JsonObject> recipes, IReadOnlyList<JsonObject> folders, Func<string, string> typeOf)
    {
        var nodes = new JsonObject();
        foreach (JsonObject dataset in datasets)
            nodes[Name(dataset)] = Node("COMPUTABLE_DATASET", dataset);
        foreach (JsonObject recipe in recipes)
            nodes[Name(recipe)] = Node("RUNNABLE_RECIPE", recipe);
        foreach (JsonObject recipe in recipes)
        {
            foreach (string input in Refs(recipe, "inputs"))
                Link(nodes, input, Name(recipe), typeOf);
            foreach (string output in Refs(recipe, "outputs"))
                Link(nodes, Name(recipe), output, typeOf);
        }

        return new JsonObject { ["nodes"] = nodes, ["datasets"] = Names(datasets.Select(Name)), ["recipes"] = Names(recipes.Select(Name)), ["folders"] = Names(folders.Select(folder => folder["id"]!.GetValue<string>())) };
    }

    public static IEnumerable<string> Refs(JsonObject recipe, string side) =>
        (recipe[side] as JsonObject ?? []).SelectMany(role => role.Value?["items"] as JsonArray ?? []).Select(item => item!["ref"]!.GetValue<string>());

    private static void Link(JsonObject nodes, string from, string to, Func<string, string> typeOf)
    {
        foreach (string key in (string[])[from, to])
            nodes[key] ??= new JsonObject { ["type"] = typeOf(key), ["ref"] = key, ["predecessors"] = new JsonArray(), ["successors"] = new JsonArray() };
        nodes[from]!["successors"]!.AsArray().Add(to);
        nodes[to]!["predecessors"]!.AsArray().Add(from);
    }

    private static JsonObject Node(string type, JsonObject raw) => new()
    {
        ["type"] = type, ["ref"] = Name(raw), ["subType"] = raw["type"]?.DeepClone(), ["predecessors"] = new JsonArray(), ["successors"] = new JsonArray(),
    };

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)JsonValue.Create(name))];

    private static string Name(JsonObject raw) => raw["name"]!.GetValue<string>();
}
