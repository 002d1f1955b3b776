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
        catalog.Map("GET", Files, ShapeSource.ClientSource, [], context =>
        {
            Uploads(context, project);
            var list = new JsonArray();
            if (project.Uploads.TryGetValue(context.Route("name"), out UploadedFile? upload))
                list.Add((JsonNode)new JsonObject { ["path"] = upload.Name, ["size"] = upload.Size, ["lastModified"] = upload.Written.ToUnixTimeMilliseconds() });
            return DssAnswer.JsonAsync(context, list);
        });
        catalog.Map("POST", Files, ShapeSource.ClientSource, ["body file"], async context =>
        {
            Uploads(context, project);
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            IFormFile file = form.Files["file"] ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", "The file has no name");
            string name = context.Route("name");
            // DSS reads all files of such a dataset together.
            if (project.Uploads.TryGetValue(name, out UploadedFile? earlier) && earlier.Name != file.FileName)
                throw new DssFailureException(501, "java.lang.UnsupportedOperationException", $"This server keeps one uploaded file of a dataset, and '{earlier.Name}' is there; clear the dataset first");
            DatasetSchema schema = (await project.Engine.GetSchemaAsync(name, context.RequestAborted).ConfigureAwait(false))!;
            using Stream content = file.OpenReadStream();
            await project.Engine.WriteAsync(new WriteRequest(name, schema), new CsvRowSource(content, schema), context.RequestAborted).ConfigureAwait(false);
            project.Uploads[name] = new UploadedFile(file.FileName, file.Length, DateTimeOffset.UtcNow);
        });
    }

    private static void Uploads(HttpContext context, ServedProject project)
    {
        JsonObject dataset = context.Dataset(project);
        if (dataset["type"]!.GetValue<string>() != "UploadedFiles")
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "Not a dataset of uploaded files");
    }
}
