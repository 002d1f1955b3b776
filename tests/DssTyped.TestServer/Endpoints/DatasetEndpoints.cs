using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Datasets without their rows.</summary>
internal static class DatasetEndpoints
{
    private const string One = "/projects/{project}/datasets/{name}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/projects/{project}/datasets/", ShapeSource.Documentation, ["foreign", "tags"], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, new JsonArray([.. project.Datasets.Select(dataset => (JsonNode)Settings(project, dataset))]));
        });
        catalog.Map("GET", One, ShapeSource.ProjectExports, [], context => DssAnswer.JsonAsync(context, Settings(project, context.Dataset(project))));
        catalog.Map("PUT", One, ShapeSource.ClientSource, [], context => SaveAsync(context, project));
        catalog.Map("GET", One + "/metadata", ShapeSource.ClientSource, [], context => DssAnswer.JsonAsync(context, new JsonObject
        {
            ["tags"] = context.Dataset(project)["tags"]?.DeepClone() ?? new JsonArray(), ["custom"] = new JsonObject { ["kv"] = new JsonObject() }, ["checklists"] = new JsonObject(),
        }));
        catalog.Map("GET", One + "/schema", ShapeSource.Documentation, [], context => SchemaAsync(context, project));
        catalog.Map("GET", One + "/info", ShapeSource.ClientSource, [], context => InfoAsync(context, project));
        catalog.Map("GET", One + "/partitions", ShapeSource.Documentation, [], context => PartitionsAsync(context, project));
        catalog.Map("DELETE", One + "/data", ShapeSource.Documentation, ["partitions"], context => ClearAsync(context, project));
    }

    private static JsonObject Settings(ServedProject project, JsonObject dataset)
    {
        var settings = (JsonObject)dataset.DeepClone();
        settings["projectKey"] = project.Key;
        settings["smartName"] = settings["name"]!.DeepClone();
        return settings;
    }

    private static async Task SaveAsync(HttpContext context, ServedProject project)
    {
        JsonObject before = context.Dataset(project);
        JsonObject settings = await DssAnswer.AnyBodyAsync(context).ConfigureAwait(false);
        // A PUT replaces the whole, so one that lacks the identity would destroy the dataset.
        foreach (string field in (string[])["name", "type"])
        {
            if (!JsonNode.DeepEquals(settings[field], before[field]))
                throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Field '{field}' must be sent back as it is");
        }

        settings.Remove("smartName");
        project.ReplaceDataset(context.Route("name"), settings);
        await DssAnswer.JsonAsync(context, new JsonObject { ["msg"] = "updated dataset" }).ConfigureAwait(false);
    }

    private static async Task SchemaAsync(HttpContext context, ServedProject project)
    {
        JsonObject dataset = context.Dataset(project);
        // A local engine knows the schema of what it built; comments and meanings are in the definition.
        DatasetSchema? live = await project.Engine.GetSchemaAsync(context.Route("name"), context.RequestAborted).ConfigureAwait(false);
        JsonObject[] defined = [.. (dataset["schema"]?["columns"] as JsonArray)?.OfType<JsonObject>() ?? []];
        await DssAnswer.JsonAsync(context, new JsonObject
        {
            ["columns"] = new JsonArray([.. (live?.Columns ?? []).Select(column =>
                (JsonNode)(defined.FirstOrDefault(known => known["name"]!.GetValue<string>() == column.Name && known["type"]!.GetValue<string>() == column.Type)?.DeepClone()
                    ?? new JsonObject { ["name"] = column.Name, ["type"] = column.Type }))]),
            ["userModified"] = false,
        }).ConfigureAwait(false);
    }

    private static async Task InfoAsync(HttpContext context, ServedProject project)
    {
        context.Dataset(project);
        DatasetState? state = await project.Engine.GetDatasetStateAsync(context.Route("name"), null, context.RequestAborted).ConfigureAwait(false);
        var info = new JsonObject();
        if (state is { IsBuilt: true, LastBuilt: { } built, LastJobId: { } job })
            info["lastBuild"] = new JsonObject { ["buildStartTime"] = built.ToUnixTimeMilliseconds(), ["buildEndTime"] = built.ToUnixTimeMilliseconds(), ["buildSuccess"] = true, ["jobId"] = job };
        await DssAnswer.JsonAsync(context, info).ConfigureAwait(false);
    }

    private static async Task PartitionsAsync(HttpContext context, ServedProject project)
    {
        context.Dataset(project);
        IReadOnlyList<string> partitions = await project.Engine.ListPartitionsAsync(context.Route("name"), context.RequestAborted).ConfigureAwait(false);
        string[] answer = partitions.Count > 0 ? [.. partitions] : ["NP"];
        await DssAnswer.JsonAsync(context, new JsonArray([.. answer.Select(partition => (JsonNode)JsonValue.Create(partition))])).ConfigureAwait(false);
    }

    private static async Task ClearAsync(HttpContext context, ServedProject project)
    {
        context.Dataset(project);
        string?[] partitions = context.Request.Query["partitions"] is { Count: > 0 } named ? [.. named] : [null];
        foreach (string? partition in partitions)
            await project.Engine.ClearAsync(context.Route("name"), partition, context.RequestAborted).ConfigureAwait(false);
        await DssAnswer.JsonAsync(context, new JsonArray()).ConfigureAwait(false);
    }
}
