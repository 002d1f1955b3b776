using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Projects, their variables and the probe of who one is.</summary>
internal static class ProjectEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/auth/info", ShapeSource.Documentation, ["withSecrets"], context =>
            DssAnswer.JsonAsync(context, new JsonObject { ["authIdentifier"] = "api:test", ["groups"] = new JsonArray() }));
        catalog.Map("GET", "/projects/", ShapeSource.Documentation, ["includeLocation"], context =>
            DssAnswer.JsonAsync(context, new JsonArray(Summary(project))));
        catalog.Map("GET", "/projects/{project}", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, Summary(project));
        });
        catalog.Map("GET", "/projects/{project}/metadata", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            JsonObject definition = project.Definition["project"]!.AsObject();
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["label"] = definition["name"]?.DeepClone(), ["description"] = definition["description"]?.DeepClone(), ["shortDesc"] = definition["shortDesc"]?.DeepClone(),
                ["tags"] = definition["tags"]?.DeepClone() ?? new JsonArray(), ["custom"] = new JsonObject { ["kv"] = new JsonObject() },
            });
        });
        catalog.Map("GET", "/projects/{project}/variables/", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            var standard = new JsonObject();
            foreach (JsonObject variable in project.List("variables"))
                standard[variable["name"]!.GetValue<string>()] = variable["value"]?.DeepClone();
            return DssAnswer.JsonAsync(context, new JsonObject { ["standard"] = standard, ["local"] = new JsonObject() });
        });
    }

    private static JsonObject Summary(ServedProject project) => new() { ["projectKey"] = project.Key, ["name"] = project.Key, ["tags"] = new JsonArray() };
}
