using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Schema propagation and the flow's documentation: long tasks with little behind them.</summary>
internal static class PropagationEndpoints
{
    private const string Propagation =
        "{options: {recipeUpdateOptions: {byType: object, byName: object}, defaultPartitionValuesByDimension: object, partitionsByComputable: object, "
        + "excludedRecipes: [string], markAsOkRecipes: [string], autoRebuild: bool}, sources: [{projectKey: string, id: string}]}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("POST", "/projects/{project}/flow/tools/propagate-schema/", ShapeSource.Unknown, [$"body {Propagation}"], project, context =>
        {
            JsonObject body = DssAnswer.Body(context);
            foreach (JsonObject source in ((JsonArray)body["sources"]!).OfType<JsonObject>())
            {
                if (source["projectKey"]?.GetValue<string>() == project.Key)
                    project.Datasets.Get(source["id"]!.GetValue<string>());
            }

            string[] excluded = [.. (body["options"]?["excludedRecipes"] as JsonArray ?? []).Select(recipe => recipe!.GetValue<string>())];
            return DssAnswer.JsonAsync(context, project.Futures.Start(() => new JsonObject { ["state"] = "DONE", ["excluded"] = new JsonArray([.. excluded.Select(recipe => (JsonNode)JsonValue.Create(recipe))]) }));
        });
        catalog.Map("POST", "/projects/{project}/flow/documentation/generate", ShapeSource.ClientSource, [], project, context =>
            DssAnswer.JsonAsync(context, project.Futures.Start(() => new JsonObject { ["exportId"] = "flow-documentation" })));
        catalog.Map("GET", "/projects/{project}/flow/documentation/generated/{id}", ShapeSource.ClientSource, [], project, context =>
            context.Route("id") == "flow-documentation"
                ? DssAnswer.TextAsync(context, $"Flow of {project.Key}: {project.Datasets.All().Count} datasets, {project.Recipes.All().Count} recipes\n")
                : throw DssFailureException.Missing($"Export {context.Route("id")}"));
    }
}
