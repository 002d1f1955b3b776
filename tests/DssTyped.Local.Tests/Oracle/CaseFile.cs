using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;

namespace DssTyped.Tests.Oracle;

/// <summary>A case as a file. Cases that once disagreed stay in <c>Oracle/Found</c>; a failing random test writes the next one there.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The folder of the cases that were found.</summary>
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static RecipeCase Read(string path)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        return new RecipeCase((string)json["type"]!, json["payload"]!.ToJsonString(), Tables(json["inputs"]!))
        {
            Params = json["params"]!.ToJsonString(),
            Outputs = [.. json["outputs"]!.AsArray().Select(output => ((string)output!["role"]!, (string)output["name"]!))],
            StoredSchemas = json["storedSchemas"]!.AsObject().ToDictionary(schema => schema.Key, schema => schema.Value!.ToJsonString()),
            Earlier = Tables(json["earlier"]!),
            Variables = json["variables"]?.AsObject().ToDictionary(variable => variable.Key, variable => (string)variable.Value!) ?? [],
        };
    }

    /// <summary>Writes a case and gives its path.</summary>
    public static string Write(RecipeCase test, string name)
    {
        var json = new JsonObject
        {
            ["type"] = test.Type,
            ["payload"] = JsonNode.Parse(test.Payload),
            ["params"] = JsonNode.Parse(test.Params),
            ["inputs"] = Json(test.Inputs),
            ["outputs"] = new JsonArray([.. test.Outputs.Select(output => new JsonObject { ["role"] = output.Role, ["name"] = output.Name })]),
            ["storedSchemas"] = new JsonObject(test.StoredSchemas.Select(schema => KeyValuePair.Create(schema.Key, JsonNode.Parse(schema.Value)))),
            ["earlier"] = Json(test.Earlier),
            ["variables"] = new JsonObject(test.Variables.Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value))),
        };
        string path = Path.Combine(Folder, name + ".json");
        File.WriteAllText(path, json.ToJsonString(Format).ReplaceLineEndings("\n") + "\n");
        return path;
    }

    private static JsonObject Json(IReadOnlyDictionary<string, Table> tables) => new(tables.Select(table => KeyValuePair.Create(table.Key, (JsonNode?)new JsonObject
    {
        ["columns"] = new JsonArray([.. table.Value.Columns.Select(column => new JsonArray { column.Name, column.Type })]),
        ["rows"] = new JsonArray([.. table.Value.Rows.Select(row => new JsonArray([.. row.Select(cell => (JsonNode?)cell)]))]),
    })));

    private static Dictionary<string, Table> Tables(JsonNode json) => json.AsObject().ToDictionary(table => table.Key, table => new Table(
        [.. table.Value!["columns"]!.AsArray().Select(column => ((string)column![0]!, (string)column[1]!))],
        [.. table.Value["rows"]!.AsArray().Select(row => row!.AsArray().Select(cell => (string?)cell).ToArray())]));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "DssTyped.sln"))
        ? Directory.CreateDirectory(Path.Combine(folder, "tests", "DssTyped.Local.Tests", "Oracle", "Found")).FullName
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must run inside the repository."));
}
