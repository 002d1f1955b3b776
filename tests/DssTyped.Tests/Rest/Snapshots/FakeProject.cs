using System.IO.Compression;
using System.Text.Json.Nodes;
using DssTyped.Rest;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Snapshots;

/// <summary>A project kept in memory and served as the API serves it: objects with their names inside, payloads beside recipes.</summary>
internal sealed class FakeProject(string key)
{
    private static readonly (string Kind, string Folder)[] Identified =
    [
        ("managedfolders", "managed_folders"), ("savedmodels", "saved_models"), ("evaluationstores", "model_evaluation_stores"), ("streamingendpoints", "streaming_endpoints"),
        ("knowledge-banks", "knowledge-banks"), ("scenarios", "scenarios"), ("zones", "zones"),
    ];

    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private readonly object _lock = new();

    public JsonObject Settings { get; set; } = [];

    public JsonObject Metadata { get; set; } = [];

    /// <summary>The version that answers name; null for a gateway that takes it away.</summary>
    public string? DssVersion { get; set; }

    public JsonObject Variables { get; set; } = [];

    /// <summary>The export's zip; null for a key that may not export.</summary>
    public byte[]? Export { get; set; }

    /// <summary>Requests that change something.</summary>
    public int Changes { get; private set; }

    /// <summary>Serves the objects of a project in a folder: an export that was unzipped, or a git checkout.</summary>
    public static FakeProject FromFolder(string key, string folder)
    {
        string config = Path.Combine(folder, "project_config");
        config = Directory.Exists(config) ? config : folder;
        JsonObject parameters = Read(Path.Combine(config, "params.json"));
        var project = new FakeProject(key)
        {
            Settings = parameters,
            Metadata = new JsonObject
            {
                ["label"] = parameters["name"]?.DeepClone(), ["shortDesc"] = parameters["shortDesc"]?.DeepClone(),
                ["description"] = parameters["description"]?.DeepClone(), ["tags"] = parameters["tags"]?.DeepClone(),
            },
        };
        foreach (string file in Files(config, "datasets"))
        {
            project.Put("datasets", Name(file), Named(file, key));
            if (Path.ChangeExtension(file, ".data") is var typed && File.Exists(typed))
                project._typed[Name(file)] = Tsv(Read(typed)["data"]!.AsArray());
        }

        foreach (string file in Files(config, "recipes"))
        {
            JsonObject recipe = Named(file, key);
            project.Put("recipes", Name(file), new JsonObject { ["recipe"] = recipe, ["payload"] = Payload(file, recipe["type"]!.GetValue<string>()) });
        }

        foreach ((string kind, string inFolder) in Identified)
        {
            foreach (string file in Files(config, inFolder))
            {
                JsonObject value = Read(file);
                (value["id"], value["projectKey"]) = (Name(file), key);
                project.Put(kind, Name(file), value);
            }
        }

        string variables = Path.Combine(config, "variables.json");
        if (File.Exists(variables))
            project.Variables = Read(variables);
        foreach (string manifest in (string[])[Path.Combine(folder, "export-manifest.json"), Path.Combine(folder, "_export", "export-manifest.json")])
        {
            if (File.Exists(manifest))
                project.DssVersion = Read(manifest)["generatedWithDSSVersion"]?.GetValue<string>();
        }

        return project;
    }

    public static byte[] Zip(string folder)
    {
        using var bytes = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, bytes);
        return bytes.ToArray();
    }

    public void Put(string kind, string id, JsonObject value) => Of(kind)[id] = value;

    public JsonObject? Find(string kind, string id) => Of(kind).GetValueOrDefault(id);

    public LoopbackReply Answer(LoopbackRequest request)
    {
        lock (_lock)
        {
            string path = Uri.UnescapeDataString(request.Path[(DssEngineOptions.PythonClientBasePath + "/projects/" + key + "/").Length..]);
            string[] parts = path.TrimEnd('/').Split('/');
            if (request.Method is "PUT" or "POST" or "DELETE" && path != "export")
                Changes++;
            LoopbackReply reply = (request.Method, parts) switch
            {
                ("POST", ["export"]) => Export is null
                    ? LoopbackReply.Error(403, "com.dataiku.dip.exceptions.UnauthorizedException", "may not export")
                    : new LoopbackReply { Body = Export, ContentType = "application/zip" },
                ("GET", ["metadata"]) => LoopbackReply.Json(Metadata),
                ("GET", ["settings"]) => LoopbackReply.Json(Settings),
                ("GET", ["variables"]) => LoopbackReply.Json(new JsonObject { ["standard"] = Variables.DeepClone(), ["local"] = new JsonObject { ["secret"] = "of one machine" } }),
                ("GET", ["flow", "zones"]) => List("zones"),
                ("GET", ["recipes"]) => LoopbackReply.Json(new JsonArray([.. Of("recipes").Values.Select(recipe => recipe["recipe"]!.DeepClone())])),
                ("GET", [var kind]) => List(kind),
                ("GET", ["datasets", var id, "schema"]) => LoopbackReply.Json(Find("datasets", id)!["schema"]!),
                ("GET", ["datasets", var id, "data"]) => _typed.TryGetValue(id, out string? rows) ? LoopbackReply.Text(rows) : Missing(id),
                ("GET", ["datasets", _, "finish-streaming"]) => new LoopbackReply(),
                ("GET", [var kind, var id]) => Find(kind, id) is { } found ? LoopbackReply.Json(found) : Missing(id),
                ("PUT", [var kind, var id]) => Replace(kind, id, request.Json!.AsObject()),
                ("POST", ["datasets"]) => Create("datasets", request.Json!.AsObject(), "name"),
                ("POST", ["recipes"]) => CreateRecipe(request.Json!.AsObject()),
                ("POST", ["managedfolders"]) => Create("managedfolders", new JsonObject { ["id"] = "nEwF0ld1", ["name"] = request.Json!["name"]!.DeepClone() }, "id"),
                _ => Missing(path),
            };
            return DssVersion is null ? reply : reply with { Headers = [$"DSS-Version: {DssVersion}"] };
        }
    }

    private SortedDictionary<string, JsonObject> Of(string kind)
    {
        if (!_objects.TryGetValue(kind, out SortedDictionary<string, JsonObject>? objects))
            _objects[kind] = objects = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        return objects;
    }

    private LoopbackReply List(string kind) => LoopbackReply.Json(new JsonArray([.. Of(kind).Values.Select(value => value.DeepClone())]));

    private LoopbackReply Replace(string kind, string id, JsonObject value)
    {
        Put(kind, id, value);
        return new LoopbackReply();
    }

    private LoopbackReply Create(string kind, JsonObject value, string name)
    {
        Put(kind, value[name]!.GetValue<string>(), value);
        return LoopbackReply.Json(value);
    }

    private LoopbackReply CreateRecipe(JsonObject body)
    {
        var recipe = body["recipePrototype"]!.DeepClone().AsObject();
        Put("recipes", recipe["name"]!.GetValue<string>(), new JsonObject { ["recipe"] = recipe, ["payload"] = body["creationSettings"]!["rawPayload"]!.DeepClone() });
        return LoopbackReply.Json(new JsonObject { ["name"] = recipe["name"]!.DeepClone() });
    }

    private static LoopbackReply Missing(string what) => LoopbackReply.Error(500, "java.lang.IllegalArgumentException", $"{what} does not exist");

    private static JsonObject Named(string file, string key)
    {
        JsonObject value = Read(file);
        value["name"] = Name(file);
        value["projectKey"] = key;
        value["smartName"] = Name(file);
        return value;
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file);

    private static string Tsv(JsonArray rows) =>
        string.Concat(rows.Select(row => string.Join('\t', row!.AsArray().Select(cell => $"\"{cell?.GetValue<string>().Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));

    // DSS answers with the payload of the recipe's kind, whatever else of an earlier kind lies beside it.
    private static string? Payload(string file, string type) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Name(file) + ".*").Where(other => Path.GetFileNameWithoutExtension(other) == Name(file))
            .FirstOrDefault(other => Path.GetExtension(other).Equals("." + PayloadFiles.ExtensionOf(type), StringComparison.OrdinalIgnoreCase)) is { } payload ? File.ReadAllText(payload) : null;

    private static IEnumerable<string> Files(string config, string kind) =>
        Directory.Exists(Path.Combine(config, kind)) ? Directory.EnumerateFiles(Path.Combine(config, kind), "*.json").Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal) : [];
}
