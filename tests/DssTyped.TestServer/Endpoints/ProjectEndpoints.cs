using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Projects, their variables and the probe of who one is.</summary>
internal static class ProjectEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/auth/info", ShapeSource.Documentation, ["withSecrets: bool"], context =>
            DssAnswer.JsonAsync(context, new JsonObject { ["authIdentifier"] = "api:test", ["groups"] = new JsonArray() }));
        catalog.Map("GET", "/projects/", ShapeSource.Documentation, ["includeLocation: bool"], context =>
            DssAnswer.JsonAsync(context, new JsonArray(Summary(project))));
        catalog.Map("GET", "/projects/{project}", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            JsonObject summary = Summary(project);
            summary["description"] = project.About["description"]?.DeepClone();
            return DssAnswer.JsonAsync(context, summary);
        });
        catalog.Map("GET", "/projects/{project}/metadata", ShapeSource.Documentation, [], context =>
        {
            context.CheckProject(project);
            JsonObject definition = project.About;
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["label"] = definition["name"]?.DeepClone(), ["description"] = definition["description"]?.DeepClone(), ["shortDesc"] = definition["shortDesc"]?.DeepClone(),
                ["tags"] = definition["tags"]?.DeepClone() ?? new JsonArray(), ["custom"] = new JsonObject { ["kv"] = new JsonObject() },
                ["checklists"] = new JsonObject { ["checklists"] = new JsonArray() },
            });
        });
        catalog.Map("GET", "/projects/{project}/variables/", ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, project.Variables.DeepClone()));
        catalog.Map("PUT", "/projects/{project}/variables/", ShapeSource.Unknown, ["body {standard: object, local: object}"], project, context =>
        {
            project.Variables = DssAnswer.Body(context);
            return DssAnswer.MessageAsync(context, "updated variables");
        });
        catalog.Map("GET", "/projects/{project}/variables-resolved", ShapeSource.ClientSource, ["typed: bool"], project, context =>
        {
            var resolved = (JsonObject)project.Variables["standard"]!.DeepClone();
            foreach ((string name, JsonNode? value) in project.Variables["local"]!.AsObject())
                resolved[name] = value?.DeepClone();
            return DssAnswer.JsonAsync(context, resolved);
        });
        catalog.Map("GET", "/instance-info", ShapeSource.ClientSource, [], context => DssAnswer.JsonAsync(context, new JsonObject { ["nodeId"] = "test", ["nodeName"] = "test", ["nodeType"] = "DESIGN", ["dssVersion"] = EndpointCatalog.DssVersion, ["dipInstanceId"] = "test" }));
        catalog.Map("GET", "/projects/{project}/settings", ShapeSource.ClientSource, [], project, context =>
            DssAnswer.JsonAsync(context, new JsonObject { ["settings"] = new JsonObject(), ["exposedObjects"] = new JsonObject { ["objects"] = new JsonArray() } }));
    }

    private static JsonObject Summary(ServedProject project) => new()
    {
        ["projectKey"] = project.Key, ["name"] = project.About["name"]?.DeepClone() ?? project.Key, ["shortDesc"] = project.About["shortDesc"]?.DeepClone(),
        ["ownerLogin"] = "test", ["tags"] = project.About["tags"]?.DeepClone() ?? new JsonArray(),
    };
}
