using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Tests.Rest.Conformance;

namespace DssTyped.Tests.Rest.Recorded;

/// <summary>The test server takes every request that the official client was recorded to send, and none of them with one thing wrong.</summary>
public sealed class StrictnessTests(RecordedWorld world) : IClassFixture<RecordedWorld>
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH"];

    // Documents that a PUT replaces: DSS drops fields it does not know in silence, and what is missing is lost.
    private static readonly string[] Whole = ["/datasets/", "/recipes/", "/scenarios/", "/managedfolders/", "/savedmodels/", "/zones/"];

    // Fields of a document without which it is none.
    private static readonly string[] Identity = ["name", "type", "id", "recipe"];

    // Fields whose content belongs to the project or the caller.
    private static readonly string[] AnyContent = ["params", "variables", "byType", "byName", "partitionsByComputable", "defaultPartitionValuesByDimension", "standard", "local", "probes", "formatParams"];

    // Fields that are sent by some recorded requests and left out by others, or that are the caller's to leave out.
    private static readonly string[] MayBeMissing =
    [
        "partition", "refreshHiveMetastore", "autoUpdateSchemaBeforeEachRecipeRun", "formatType", "formatParams", "formatOptionId", "overrideSQLSchema", "typeOptionId",
        "partitioningOptionId", "specificSettings", "createOutputDataset", "outputDatasetSettings", "createOutputFolder", "outputFolderSettings", "virtualInputs", "groupKey", "upsertKey", "script", "rawCreation",
        "rawPayload", "outputRetrievableKnowledgeName", "embeddingLLMId", "vectorStoreType", "payload", "p", "probes", "deps", "appendMode", "main", "model", "metrics", "evaluationStore", "reference",
    ];

    [Fact]
    public async Task Every_recorded_request_is_taken_as_it_is()
    {
        var refused = new List<string>();
        foreach (TraceExchange sent in world.Served)
        {
            (int status, JsonNode? answer) = await world.SendAsync(sent.Method, sent.Path, sent.Query, sent.Body);
            if (IsRefusal(status, answer))
                refused.Add($"{sent.Method} {sent.Path} {sent.Body?.ToJsonString()}: {answer?["message"]}");
        }

        // Whether DSS takes an array of partitions is not known; the library sends a specification.
        Assert.Equal(["body.outputs[0].partition must be of type string"], refused.Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task No_recorded_request_is_taken_with_one_thing_wrong()
    {
        var taken = new List<string>();
        int count = 0;
        foreach (TraceExchange sent in world.Served)
        {
            foreach ((string what, string method, string path, string query, JsonNode? body, string? type) in Mutations(sent))
            {
                count++;
                (int status, JsonNode? answer) = await world.SendAsync(method, path, query, body, type);
                if (!IsRefusal(status, answer))
                    taken.Add($"{what}: {method} {path}?{query} {body?.ToJsonString()}: {status} {answer?.ToJsonString()}");
            }
        }

        Assert.True(taken.Count == 0, string.Join('\n', taken));
        Assert.True(count > 1500, $"only {count} cases");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another-key")]
    [InlineData("test-key:and more")]
    [InlineData("")]
    public async Task Without_the_key_no_recorded_request_is_taken(string? key)
    {
        foreach (TraceExchange sent in world.Served)
        {
            (int status, _) = await world.SendAsync(sent.Method, sent.Path, sent.Query, sent.Body, key: key);
            Assert.Equal(401, status);
        }
    }

    // An error of the object that is asked for, such as one that is not there, is no refusal of the request.
    private static bool IsRefusal(int status, JsonNode? answer) => status is 400 or 405 or 415 || (status == 404 && answer?["errorType"]?.GetValue<string>() == "Unknown");

    private IEnumerable<(string What, string Method, string Path, string Query, JsonNode? Body, string? Type)> Mutations(TraceExchange sent)
    {
        foreach (string method in Methods.Where(method => !IsServed(method, sent.Path)))
            yield return ("method", method, sent.Path, sent.Query, sent.Body, null);
        if (!sent.Path.Contains("/contents/", StringComparison.Ordinal))
        {
            string slash = sent.Path.EndsWith('/') ? sent.Path.TrimEnd('/') : sent.Path + "/";
            if (!IsServed(sent.Method, slash))
                yield return ("slash", sent.Method, slash, sent.Query, sent.Body, null);
        }

        yield return ("unknown parameter", sent.Method, sent.Path, sent.Query.Length == 0 ? "madeUp=1" : sent.Query + "&madeUp=1", sent.Body, null);
        foreach (string part in sent.Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.EndsWith("=True", StringComparison.Ordinal) || part.EndsWith("=False", StringComparison.Ordinal) || int.TryParse(part.Split('=')[1], out _))
                yield return ("type of a parameter", sent.Method, sent.Path, sent.Query.Replace(part, part.Split('=')[0] + "=maybe", StringComparison.Ordinal), sent.Body, null);
            if (part.Split('=')[0] is not ("partitions" or "tags"))
                yield return ("parameter given twice", sent.Method, sent.Path, sent.Query + "&" + part, sent.Body, null);
        }

        if (sent.Body is null)
        {
            if (sent.Method != "GET" && !TakesOptionalBody(sent.Path))
                yield return ("body", sent.Method, sent.Path, sent.Query, new JsonObject { ["madeUp"] = 1 }, null);
            yield break;
        }

        bool isFile = sent.Body is JsonObject form && form.ContainsKey("$multipart");
        yield return ("content type", sent.Method, sent.Path, sent.Query, isFile ? new JsonObject() : sent.Body, "text/plain");
        if (isFile)
            yield break;
        yield return ("array for object", sent.Method, sent.Path, sent.Query, sent.Body is JsonArray ? new JsonObject() : new JsonArray(), null);
        foreach ((string what, JsonNode body) in BodyMutations(sent.Body, IsWhole(sent)))
            yield return (what, sent.Method, sent.Path, sent.Query, body, null);
    }

    private static IEnumerable<(string What, JsonNode Body)> BodyMutations(JsonNode body, bool isWhole)
    {
        foreach (string path in Objects(body, "", isWhole).ToArray())
        {
            if (!isWhole && !IsOpen(path))
                yield return ($"unknown field in '{path}'", Changed(body, path, found => found["madeUp"] = 1));
            foreach ((string name, JsonNode? value) in (JsonObject)At(body, path)!)
            {
                if (isWhole ? Identity.Contains(name) && path.Length == 0 : !MayBeMissing.Contains(name) && !IsOwn(path, name, (JsonObject)At(body, path)!))
                    yield return ($"'{name}' is missing in '{path}'", Changed(body, path, found => found.Remove(name)));
                if (value is not null && (!isWhole || (Identity.Contains(name) && path.Length == 0)))
                    yield return ($"type of '{name}' in '{path}'", Changed(body, path, found => found[name] = value.GetValueKind() == JsonValueKind.Number ? "text" : 42));
            }
        }
    }

    /// <summary>Paths of the objects whose fields DSS defines.</summary>
    private static IEnumerable<string> Objects(JsonNode? node, string path, bool isWhole)
    {
        if (node is JsonObject found)
        {
            yield return path;
            foreach ((string name, JsonNode? value) in found.Where(field => !isWhole && !AnyContent.Contains(field.Key)))
            {
                foreach (string inner in Objects(value, $"{path}/{name}", isWhole))
                    yield return inner;
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                foreach (string inner in Objects(items[i], $"{path}/{i}", isWhole))
                    yield return inner;
            }
        }
    }

    // An output of a job is by default a dataset, and like an item of a zone one of the same project.
    private static bool IsOwn(string path, string name, JsonObject holder) =>
        (path.StartsWith("/outputs/", StringComparison.Ordinal) && (name is "type" or "projectKey")) || (holder.ContainsKey("objectId") && name == "projectKey");

    // Prototypes and columns may hold more than the recordings show; roles are named by each kind of recipe.
    private static bool IsOpen(string path) =>
        path is "/recipePrototype" or "/recipePrototype/inputs" or "/recipePrototype/outputs" || path.Contains("/columns/", StringComparison.Ordinal);

    private static JsonNode Changed(JsonNode body, string path, Action<JsonObject> change)
    {
        JsonNode copy = body.DeepClone();
        change((JsonObject)At(copy, path)!);
        return copy;
    }

    private static JsonNode? At(JsonNode? node, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(node, (inner, part) => inner is JsonArray items ? items[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : inner![part]);

    private static bool IsWhole(TraceExchange sent) =>
        (sent.Method == "PUT" && Whole.Any(kind => sent.Path.Contains(kind, StringComparison.Ordinal)) && !sent.Path.EndsWith("/schema", StringComparison.Ordinal)) || sent.Path.EndsWith("/run", StringComparison.Ordinal);

    private static bool TakesOptionalBody(string path) => path.EndsWith("/computeMetrics", StringComparison.Ordinal) || path.EndsWith("/runChecks", StringComparison.Ordinal);

    private bool IsServed(string method, string path) => world.Endpoints.Any(endpoint => endpoint.Method == method && TestServerCoverageTests.HasPath(endpoint, path));
}
