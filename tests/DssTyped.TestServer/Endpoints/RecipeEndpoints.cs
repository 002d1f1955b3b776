using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Recipes: listed without their payload, read with it as text.</summary>
internal static class RecipeEndpoints
{
    private const string List = "/projects/{project}/recipes/";
    private const string One = List + "{name}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", List, ShapeSource.Documentation, [], project, context =>
            DssAnswer.JsonAsync(context, new JsonArray([.. project.Recipes.All().Select(recipe => (JsonNode)Definition(project, recipe))])));
        catalog.Map("GET", One, ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject recipe = project.Recipes.Get(context.Route("name"));
            string? payload = recipe["payload"] switch
            {
                JsonObject visual => visual.ToJsonString(),
                JsonValue code => code.GetValue<string>(),
                _ => null,
            };
            return DssAnswer.JsonAsync(context, new JsonObject { ["recipe"] = Definition(project, recipe), ["payload"] = payload });
        });
        catalog.Map("PUT", One, ShapeSource.Unknown, ["body {recipe: {name: string, type: string, inputs: object, outputs: object, ...}, payload?: string?}"], project, context =>
        {
            JsonObject body = DssAnswer.Body(context);
            var recipe = (JsonObject)body["recipe"]!.DeepClone();
            recipe["payload"] = body["payload"]?.DeepClone();
            project.Recipes.Replace(context.Route("name"), recipe);
            return DssAnswer.MessageAsync(context, "updated recipe");
        });
        catalog.Map("DELETE", One, ShapeSource.Documentation, [], project, context =>
        {
            project.Recipes.Remove(context.Route("name"));
            return Task.CompletedTask;
        });
        catalog.Map("GET", One + "/status", ShapeSource.ClientSource, [], project, context =>
        {
            project.Recipes.Get(context.Route("name"));
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["selectedEngine"] = new JsonObject { ["type"] = "DSS", ["isSelectable"] = true, ["statusWarnLevel"] = "OK" },
                ["engines"] = new JsonArray(new JsonObject { ["type"] = "DSS", ["isSelectable"] = true, ["statusWarnLevel"] = "OK" }),
                ["allMessagesForFrontend"] = new JsonObject { ["maxSeverity"] = "SUCCESS", ["anyMessage"] = false, ["messages"] = new JsonArray() },
            });
        });
    }

    /// <summary>A recipe as a snapshot holds it: the payload of a visual recipe is an object there, and text in requests.</summary>
    public static JsonObject WithReadPayload(JsonObject recipe)
    {
        try
        {
            if (recipe["payload"] is JsonValue text && JsonNode.Parse(text.GetValue<string>()) is JsonObject visual)
                recipe["payload"] = visual;
        }
        catch (JsonException)
        {
            // The code of a code recipe stays text.
        }

        return recipe;
    }

    private static JsonObject Definition(ServedProject project, JsonObject recipe)
    {
        var definition = (JsonObject)recipe.DeepClone();
        definition.Remove("payload");
        definition["projectKey"] = project.Key;
        return definition;
    }
}
