using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Making recipes, with the outputs that DSS makes along with them.</summary>
internal static class RecipeCreationEndpoints
{
    private const string Output = "{connectionId: string, typeOptionId?: string?, specificSettings?: {formatOptionId?: string?, overrideSQLSchema?: any?}, partitioningOptionId?: string?}";

    private const string Settings =
        "{createOutputDataset?: bool?, outputDatasetSettings?: " + Output + "?, createOutputFolder?: bool?, outputFolderSettings?: " + Output + "?, virtualInputs?: [string], "
        + "groupKey?: string, upsertKey?: string, script?: string?, partitioningOptionId?: string, rawCreation?: bool, rawPayload?: string?, "
        + "outputRetrievableKnowledgeName?: string, embeddingLLMId?: string, VLMId?: string, vectorStoreType?: string}";

    private const string Inputs = "{*: {items: [{ref: string, deps?: [any]}]}}";
    private const string Outputs = "{*: {items: [{ref: string, appendMode?: bool}]}}";

    // Inputs of these in the prototype are lost: published by others from live servers.
    private static readonly HashSet<string> WithVirtualInputs = new(StringComparer.Ordinal) { "join", "vstack", "generate_features", "fuzzyjoin", "geojoin" };

    public static void Map(EndpointCatalog catalog, ServedProject project) => catalog.Map(
        "POST", "/projects/{project}/recipes/", ShapeSource.ClientSource,
        ["body {recipePrototype: {type: string, name: string?, projectKey: string, inputs: " + Inputs + ", outputs: " + Outputs + ", ...}, creationSettings: " + Settings + "}"], project, context =>
        {
            JsonObject body = DssAnswer.Body(context);
            return DssAnswer.JsonAsync(context, new JsonObject { ["name"] = Create(project, body["recipePrototype"]!.AsObject(), body["creationSettings"]!.AsObject()) });
        });

    private static string Create(ServedProject project, JsonObject prototype, JsonObject settings)
    {
        var recipe = (JsonObject)prototype.DeepClone();
        if (recipe["projectKey"]!.GetValue<string>() != project.Key)
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Project {recipe["projectKey"]} is not that of the address");
        if (settings["outputRetrievableKnowledgeName"] is not null)
            throw new DssFailureException(501, "java.lang.UnsupportedOperationException", "This server makes no knowledge banks: what DSS makes of this request is not published");
        recipe.Remove("projectKey");
        recipe["payload"] = Payload(recipe, settings);
        NewOutputs(project, recipe, settings);

        string? output = FlowGraphJson.Refs(recipe, "outputs").FirstOrDefault(reference => !project.HasOutput(reference));
        if (output is not null)
            throw DssFailureException.Missing($"Output {output} of the recipe");
        // DSS chooses a name where none is given.
        recipe["name"] ??= $"compute_{FlowGraphJson.Refs(recipe, "outputs").FirstOrDefault() ?? "recipe"}";
        project.Recipes.Add(recipe);
        return recipe["name"]!.GetValue<string>();
    }

    /// <summary>The payload that the request gives, or that the kind begins with. Of DSS's own defaults only the places of the inputs are published.</summary>
    private static JsonNode? Payload(JsonObject recipe, JsonObject settings)
    {
        if (settings["rawCreation"]?.GetValue<bool>() ?? false)
            return settings["rawPayload"]?.DeepClone();
        if (!WithVirtualInputs.Contains(recipe["type"]!.GetValue<string>()))
        {
            return settings["groupKey"] is { } key
                ? new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["column"] = key.DeepClone() }), ["values"] = new JsonArray(), ["globalCount"] = true }.ToJsonString()
                : settings["script"]?.DeepClone();
        }

        JsonNode[] inputs = [.. settings["virtualInputs"]?.AsArray().OfType<JsonNode>() ?? []];
        recipe["inputs"] = inputs.Length == 0 ? new JsonObject() : new JsonObject
        {
            ["main"] = new JsonObject { ["items"] = new JsonArray([.. inputs.Select(input => (JsonNode)new JsonObject { ["ref"] = input.DeepClone(), ["deps"] = new JsonArray() })]) },
        };
        return new JsonObject { ["virtualInputs"] = new JsonArray([.. inputs.Select((_, index) => (JsonNode)new JsonObject { ["index"] = index })]) }.ToJsonString();
    }

    private static void NewOutputs(ServedProject project, JsonObject recipe, JsonObject settings)
    {
        foreach (JsonObject item in Items(recipe))
        {
            string name = item["ref"]!.GetValue<string>();
            if (settings["createOutputDataset"]?.GetValue<bool>() ?? false)
            {
                JsonObject made = ManagedDataset.New(name, Connection(settings, "outputDatasetSettings"));
                project.Datasets.Add(made);
            }
            else if (settings["createOutputFolder"]?.GetValue<bool>() ?? false)
            {
                // Flows name folders by their id.
                string id = ServedProject.NewId();
                project.ManagedFolders.Add(new JsonObject { ["id"] = id, ["name"] = name, ["type"] = "Filesystem", ["params"] = new JsonObject { ["connection"] = Connection(settings, "outputFolderSettings") } });
                item["ref"] = id;
            }
        }
    }

    private static string Connection(JsonObject settings, string field)
    {
        JsonNode output = settings[field] ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"{field} is missing");
        return output["partitioningOptionId"] is null
            ? output["connectionId"]!.GetValue<string>()
            : throw new DssFailureException(501, "java.lang.UnsupportedOperationException", "This server makes no partitioned outputs");
    }

    private static IEnumerable<JsonObject> Items(JsonObject recipe) =>
        recipe["outputs"]!.AsObject().SelectMany(role => role.Value?["items"] as JsonArray ?? []).OfType<JsonObject>();
}
