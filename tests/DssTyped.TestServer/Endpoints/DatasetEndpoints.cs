using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Datasets without their rows.</summary>
internal static class DatasetEndpoints
{
    private const string One = "/projects/{project}/datasets/{name}";
    private const string Schema = "{columns: [{name: string, type: string, ...}], userModified: bool}";
    private const string NewDataset = "{name: string, projectKey: string, type: string, params: object, formatType?: string?, formatParams?: object}";
    private const string NewManaged = "{name: string, creationSettings: {connectionId: string, specificSettings: {formatOptionId?: string?}, typeOptionId?: string, partitioningOptionId?: string}}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/projects/{project}/datasets/", ShapeSource.Documentation, ["foreign: bool", "tags*"], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, new JsonArray([.. project.Datasets.All().Select(dataset => (JsonNode)Settings(project, dataset))]));
        });
        catalog.Map("GET", One, ShapeSource.ProjectExports, [], context => DssAnswer.JsonAsync(context, Settings(project, context.Dataset(project))));
        catalog.Map("PUT", One, ShapeSource.Unknown, ["body {name: string, type: string, ...}"], context => SaveAsync(context, project));
        catalog.Map("GET", One + "/metadata", ShapeSource.ClientSource, [], context => DssAnswer.JsonAsync(context, new JsonObject
        {
            ["tags"] = context.Dataset(project)["tags"]?.DeepClone() ?? new JsonArray(), ["custom"] = new JsonObject { ["kv"] = new JsonObject() },
            ["checklists"] = new JsonObject { ["checklists"] = new JsonArray() }, ["customFields"] = new JsonObject(),
        }));
        catalog.Map("GET", One + "/schema", ShapeSource.Documentation, [], context => SchemaAsync(context, project));
        catalog.Map("PUT", One + "/schema", ShapeSource.Unknown, [$"body {Schema}"], project, context =>
        {
            JsonObject dataset = context.Dataset(project);
            dataset["schema"] = DssAnswer.Body(context);
            project.Datasets.Replace(context.Route("name"), dataset);
            return DssAnswer.MessageAsync(context, "updated schema");
        });
        catalog.Map("POST", "/projects/{project}/datasets/", ShapeSource.Unknown, [$"body {NewDataset}"], project, context => CreateAsync(context, project, DssAnswer.Body(context)));
        catalog.Map("POST", "/projects/{project}/datasets/managed", ShapeSource.Unknown, [$"body {NewManaged}"], project, context => CreateAsync(context, project, ManagedDataset.Of(DssAnswer.Body(context))));
        catalog.Map("DELETE", One, ShapeSource.Documentation, ["dropData: bool"], project, context => DeleteAsync(context, project));
        catalog.Map("GET", One + "/usages", ShapeSource.ClientSource, [], project, context =>
        {
            context.Dataset(project);
            return DssAnswer.JsonAsync(context, project.Usages(context.Route("name")));
        });
        catalog.Map("GET", One + "/info", ShapeSource.ClientSource, [], context => InfoAsync(context, project));
        catalog.Map("GET", One + "/partitions", ShapeSource.Documentation, [], context => PartitionsAsync(context, project));
        catalog.Map("DELETE", One + "/data", ShapeSource.ClientSource, ["partitions*"], context => ClearAsync(context, project));
    }

    private static JsonObject Settings(ServedProject project, JsonObject dataset)
    {
        var settings = (JsonObject)dataset.DeepClone();
        settings["projectKey"] = project.Key;
        settings["smartName"] = settings["name"]!.DeepClone();
        return settings;
    }

    private static Task CreateAsync(HttpContext context, ServedProject project, JsonObject dataset)
    {
        if (dataset["projectKey"]?.GetValue<string>() is { } owner && owner != project.Key)
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Project {owner} is not that of the address");
        dataset["schema"] ??= new JsonObject { ["columns"] = new JsonArray(), ["userModified"] = false };
        project.Datasets.Add(dataset);
        return DssAnswer.MessageAsync(context, "created dataset");
    }

    /// <summary>DSS deletes the recipes that read a dataset along with it.</summary>
    private static async Task DeleteAsync(HttpContext context, ServedProject project)
    {
        string name = context.Route("name");
        project.Datasets.Remove(name);
        foreach (JsonObject recipe in project.Recipes.All().Where(recipe => FlowGraphJson.Refs(recipe, "inputs").Contains(name)))
            project.Recipes.Remove(recipe["name"]!.GetValue<string>());
        if (context.QueryText("dropData") == "True" && await project.Engine.GetSchemaAsync(name, context.RequestAborted).ConfigureAwait(false) is not null)
            await project.Engine.ClearAsync(name, null, context.RequestAborted).ConfigureAwait(false);
    }

    private static Task SaveAsync(HttpContext context, ServedProject project)
    {
        JsonObject before = context.Dataset(project);
        JsonObject settings = DssAnswer.Body(context);
        // A PUT replaces the whole, so one that lacks the identity would destroy the dataset.
        foreach (string field in (string[])["name", "type"])
        {
            if (!JsonNode.DeepEquals(settings[field], before[field]))
                throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Field '{field}' must be sent back as it is");
        }

        settings.Remove("smartName");
        project.Datasets.Replace(context.Route("name"), settings);
        return DssAnswer.MessageAsync(context, "updated dataset");
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
        JsonObject dataset = context.Dataset(project);
        DatasetState? state = await project.Engine.GetDatasetStateAsync(context.Route("name"), null, context.RequestAborted).ConfigureAwait(false);
        var info = new JsonObject
        {
            ["dataset"] = new JsonObject { ["projectKey"] = project.Key, ["name"] = dataset["name"]!.DeepClone(), ["type"] = dataset["type"]!.DeepClone(), ["managed"] = dataset["managed"]?.DeepClone() ?? false },
            ["status"] = new JsonObject(), ["timeline"] = new JsonObject(), ["tags"] = dataset["tags"]?.DeepClone() ?? new JsonArray(),
        };
        if (state is { IsBuilt: true, LastBuilt: { } built, LastJobId: { } job })
            info["lastBuild"] = new JsonObject { ["buildStartTime"] = built.ToUnixTimeMilliseconds(), ["buildEndTime"] = built.ToUnixTimeMilliseconds(), ["buildSuccess"] = true, ["jobId"] = job, ["jobProjectKey"] = project.Key };
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
        project.Uploads.TryRemove(context.Route("name"), out _);
        await DssAnswer.NoMessagesAsync(context).ConfigureAwait(false);
    }
}
