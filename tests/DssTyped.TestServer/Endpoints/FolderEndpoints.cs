using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>The files of managed folders, kept in memory.</summary>
internal static class FolderEndpoints
{
    private const string Folders = "/projects/{project}/managedfolders/";
    private const string Contents = Folders + "{id}/contents";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        var files = new ConcurrentDictionary<(string Folder, string Path), (byte[] Content, DateTimeOffset Written)>();
        catalog.Map("POST", Folders, ShapeSource.ClientSource, ["body {name: string, projectKey: string, type: string?, params: object}"], project, context =>
        {
            JsonObject folder = DssAnswer.Body(context);
            (folder["id"], folder["type"]) = (ServedProject.NewId(), folder["type"]?.DeepClone() ?? "Filesystem");
            project.ManagedFolders.Add(folder);
            return DssAnswer.JsonAsync(context, folder);
        });
        catalog.Map("GET", Contents, ShapeSource.Documentation, [], project, context =>
        {
            string id = Folder(context, project);
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["items"] = new JsonArray([.. files.Where(file => file.Key.Folder == id).OrderBy(file => file.Key.Path, StringComparer.Ordinal)
                    .Select(file => (JsonNode)new JsonObject { ["path"] = "/" + file.Key.Path, ["size"] = file.Value.Content.Length, ["lastModified"] = file.Value.Written.ToUnixTimeMilliseconds() })]),
            });
        });
        catalog.Map("GET", Contents + "/{**path}", ShapeSource.Documentation, [], project, async context =>
        {
            string path = Path(context);
            if (!files.TryGetValue((Folder(context, project), path), out (byte[] Content, DateTimeOffset Written) file))
                throw new DssFailureException(404, "com.dataiku.dip.exceptions.NotFoundException", $"File not found: {path}");
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
        });
        catalog.Map("POST", Contents + "/{**path}", ShapeSource.Documentation, ["body file"], project, async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            using var content = new MemoryStream();
            if (form.Files["file"] is { } file)
                await file.CopyToAsync(content, context.RequestAborted).ConfigureAwait(false);
            else
                content.Write(System.Text.Encoding.UTF8.GetBytes(form["file"].ToString()));
            DateTimeOffset now = DateTimeOffset.UtcNow;
            files[(Folder(context, project), Path(context))] = (content.ToArray(), now);
            await DssAnswer.JsonAsync(context, new JsonObject { ["path"] = "/" + Path(context), ["size"] = content.Length, ["lastModified"] = now.ToUnixTimeMilliseconds() }).ConfigureAwait(false);
        });
        catalog.Map("DELETE", Contents + "/{**path}", ShapeSource.Documentation, [], project, context =>
        {
            string path = Path(context);
            files.TryRemove((Folder(context, project), path), out _);
            return Task.CompletedTask;
        });
    }

    private static string Folder(HttpContext context, ServedProject project) => project.ManagedFolders.Get(context.Route("id"))["id"]!.GetValue<string>();

    /// <summary>The path of a file within its folder.</summary>
    private static string Path(HttpContext context) => context.Request.RouteValues["path"] is string { Length: > 0 } path
        ? path.TrimStart('/')
        : throw new DssFailureException(404, "Unknown", $"No such address: {context.Request.Path}");
}
