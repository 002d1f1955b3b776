using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Recipes: listed without their payload, read with it as text.</summary>
internal static class RecipeEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/projects/{project}/recipes/", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, new JsonArray([.. project.List("recipes").Select(recipe => (JsonNode)Definition(project, recipe))]));
        });
        catalog.Map("GET", "/projects/{project}/recipes/{name}", ShapeSource.ClientSource, [], context =>
        {
            context.CheckProject(project);
            JsonObject recipe = project.FindRecipe(context.Route("name")) ?? throw DssFailureException.Missing($"Recipe {project.Key}.{context.Route("name")}");
            string? payload = recipe["payload"] switch
            {
                JsonObject visual => visual.ToJsonString(),
                JsonValue code => code.GetValue<string>(),
                _ => null,
            };
            return DssAnswer.JsonAsync(context, new JsonObject { ["recipe"] = Definition(project, recipe), ["payload"] = payload });
        });
    }

    private static JsonObject Definition(ServedProject project, JsonObject recipe)
    {
        var definition = (JsonObject)recipe.DeepClone();
        definition.Remove("payload");
        definition["projectKey"] = project.Key;
        return definition;
    }
}
