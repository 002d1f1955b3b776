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
        var files = new ConcurrentDictionary<(string Folder, string Path), byte[]>();
        catalog.Map("POST", Folders, ShapeSource.ClientSource, [], project, async context =>
        {
            JsonObject folder = await DssAnswer.BodyAsync(context, "name", "projectKey", "type", "params").ConfigureAwait(false);
            folder["id"] = Guid.NewGuid().ToString("N")[..8];
            project.ManagedFolders.Add(folder);
            await DssAnswer.JsonAsync(context, folder).ConfigureAwait(false);
        });
        catalog.Map("GET", Contents, ShapeSource.Documentation, [], project, context =>
        {
            string id = Folder(context, project);
            return DssAnswer.JsonAsync(context, new JsonObject
            {
                ["items"] = new JsonArray([.. files.Where(file => file.Key.Folder == id).OrderBy(file => file.Key.Path, StringComparer.Ordinal)
                    .Select(file => (JsonNode)new JsonObject { ["path"] = "/" + file.Key.Path, ["size"] = file.Value.Length, ["lastModified"] = 0 })]),
            });
        });
        catalog.Map("GET", Contents + "/{**path}", ShapeSource.Documentation, [], project, async context =>
        {
            if (!files.TryGetValue((Folder(context, project), Path(context)), out byte[]? content))
                throw new DssFailureException(404, "com.dataiku.dip.exceptions.NotFoundException", $"File not found: {Path(context)}");
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        });
        catalog.Map("POST", Contents + "/{**path}", ShapeSource.Documentation, [], project, async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            // A part without a file name counts as a field, and that is what the official client sends.
            using var content = new MemoryStream();
            if (form.Files["file"] is { } file)
                await file.CopyToAsync(content, context.RequestAborted).ConfigureAwait(false);
            else
                content.Write(System.Text.Encoding.UTF8.GetBytes(form["file"].ToString()));
            files[(Folder(context, project), Path(context))] = content.ToArray();
            await DssAnswer.JsonAsync(context, new JsonObject { ["path"] = "/" + Path(context), ["size"] = content.Length }).ConfigureAwait(false);
        });
        catalog.Map("DELETE", Contents + "/{**path}", ShapeSource.Documentation, [], project, context =>
        {
            files.TryRemove((Folder(context, project), Path(context)), out _);
            return Task.CompletedTask;
        });
    }

    private static string Folder(HttpContext context, ServedProject project) => project.ManagedFolders.Get(context.Route("id"))["id"]!.GetValue<string>();

    private static string Path(HttpContext context) => context.Route("path").TrimStart('/');
}
