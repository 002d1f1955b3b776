using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Files uploaded to datasets of that type; they become the dataset's rows at once.</summary>
internal static class UploadEndpoints
{
    private const string Files = "/projects/{project}/datasets/{name}/uploaded/files";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        var uploaded = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        catalog.Map("GET", Files, ShapeSource.ClientSource, [], context =>
        {
            Uploads(context, project);
            var list = new JsonArray();
            if (uploaded.TryGetValue(context.Route("name"), out string? file))
                list.Add((JsonNode)new JsonObject { ["path"] = file, ["size"] = 0, ["lastModified"] = 0 });
            return DssAnswer.JsonAsync(context, list);
        });
        catalog.Map("POST", Files, ShapeSource.ClientSource, [], async context =>
        {
            Uploads(context, project);
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            IFormFile file = form.Files["file"] ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", "The part 'file' is missing");
            string name = context.Route("name");
            if (!uploaded.TryAdd(name, file.FileName) && uploaded[name] == file.FileName)
                await project.Engine.ClearAsync(name, null, context.RequestAborted).ConfigureAwait(false);

            DatasetSchema schema = (await project.Engine.GetSchemaAsync(name, context.RequestAborted).ConfigureAwait(false))!;
            using Stream content = file.OpenReadStream();
            await project.Engine.WriteAsync(new WriteRequest(name, schema), new CsvRowSource(content, schema), context.RequestAborted).ConfigureAwait(false);
        });
    }

    private static void Uploads(HttpContext context, ServedProject project)
    {
        JsonObject dataset = context.Dataset(project);
        if (dataset["type"]!.GetValue<string>() != "UploadedFiles")
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "Not a dataset of uploaded files");
    }
}
