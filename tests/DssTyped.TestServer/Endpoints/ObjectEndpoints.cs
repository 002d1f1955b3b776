using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>What all kinds of objects with an id have in common: list, read, replace, delete, usages.</summary>
internal static class ObjectEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        Kind(catalog, project, "/projects/{project}/managedfolders/", project.ManagedFolders, ShapeSource.Documentation);
        Kind(catalog, project, "/projects/{project}/savedmodels/", project.SavedModels, ShapeSource.Documentation);
        Kind(catalog, project, "/projects/{project}/evaluationstores/", project.EvaluationStores, ShapeSource.ClientSource, "flavor");
        Kind(catalog, project, "/projects/{project}/streamingendpoints/", project.StreamingEndpoints, ShapeSource.ClientSource);
        Kind(catalog, project, "/projects/{project}/knowledge-banks", project.KnowledgeBanks, ShapeSource.ClientSource);
        Versions(catalog, project);
    }

    private static void Kind(EndpointCatalog catalog, ServedProject project, string list, StoredObjects objects, ShapeSource shape, params string[] query)
    {
        string one = list.TrimEnd('/') + "/{id}";
        catalog.Map("GET", list, shape, query, project, context => DssAnswer.JsonAsync(context, new JsonArray([.. objects.All().Select(item => (JsonNode)Told(project, item))])));
        catalog.Map("GET", one, ShapeSource.ProjectExports, [], project, context => DssAnswer.JsonAsync(context, Told(project, objects.Get(context.Route("id")))));
        catalog.Map("PUT", one, ShapeSource.Unknown, ["body {id: string, ...}"], project, context =>
        {
            objects.Replace(context.Route("id"), DssAnswer.Body(context));
            return DssAnswer.MessageAsync(context, "updated");
        });
        catalog.Map("DELETE", one, shape, [], project, context =>
        {
            objects.Remove(context.Route("id"));
            return Task.CompletedTask;
        });
        catalog.Map("GET", one + "/usages", ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, project.Usages(context.Route("id"))));
    }

    private static JsonObject Told(ServedProject project, JsonObject item)
    {
        var told = (JsonObject)item.DeepClone();
        told["projectKey"] = project.Key;
        return told;
    }

    /// <summary>Versions of saved models: kept in the model's own object, as <c>versions</c>.</summary>
    private static void Versions(EndpointCatalog catalog, ServedProject project)
    {
        const string Path = "/projects/{project}/savedmodels/{id}/versions";
        catalog.Map("GET", Path, ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, project.SavedModels.Get(context.Route("id"))["versions"]?.DeepClone() ?? new JsonArray()));
        catalog.Map("POST", Path + "/{version}/actions/setActive", ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject model = project.SavedModels.Get(context.Route("id"));
            JsonObject[] versions = [.. (model["versions"] as JsonArray ?? []).OfType<JsonObject>()];
            if (versions.All(version => version["id"]!.GetValue<string>() != context.Route("version")))
                throw DssFailureException.Missing($"Version {context.Route("version")}");
            foreach (JsonObject version in versions)
                version["active"] = version["id"]!.GetValue<string>() == context.Route("version");
            project.SavedModels.Replace(context.Route("id"), model);
            return Task.CompletedTask;
        });
    }
}
