using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Zones of the flow. Objects that are in none are in the default zone.</summary>
internal static class ZoneEndpoints
{
    private const string Zones = "/projects/{project}/flow/zones";
    private const string One = Zones + "/{id}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", Zones, ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, new JsonArray([.. project.Zones.All()])));
        catalog.Map("POST", Zones, ShapeSource.ClientSource, [], project, async context =>
        {
            JsonObject zone = await DssAnswer.BodyAsync(context, "name", "color").ConfigureAwait(false);
            (zone["id"], zone["items"], zone["shared"]) = (Guid.NewGuid().ToString("N")[..7], new JsonArray(), new JsonArray());
            project.Zones.Add(zone);
            await DssAnswer.JsonAsync(context, zone).ConfigureAwait(false);
        });
        catalog.Map("GET", One, ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, context.Route("id") == "default" ? Default() : project.Zones.Get(context.Route("id"))));
        catalog.Map("PUT", One, ShapeSource.ClientSource, [], project, async context => project.Zones.Replace(context.Route("id"), await DssAnswer.AnyBodyAsync(context).ConfigureAwait(false)));
        catalog.Map("DELETE", One, ShapeSource.ClientSource, [], project, context =>
        {
            project.Zones.Remove(context.Route("id"));
            return Task.CompletedTask;
        });
        catalog.Map("POST", One + "/items", ShapeSource.ClientSource, [], project, async context =>
            await MoveAsync(context, project, [await Reference(context).ConfigureAwait(false)]).ConfigureAwait(false));
        catalog.Map("POST", One + "/add-items", ShapeSource.ClientSource, [], project, async context =>
        {
            JsonNode? items = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            await MoveAsync(context, project, [.. ((JsonArray)items!).OfType<JsonObject>()]).ConfigureAwait(false);
        });
        catalog.Map("POST", One + "/shared", ShapeSource.ClientSource, [], project, async context =>
        {
            JsonObject zone = project.Zones.Get(context.Route("id"));
            Items(zone, "shared").Add((JsonNode)await Reference(context).ConfigureAwait(false));
            project.Zones.Replace(context.Route("id"), zone);
        });
        catalog.Map("DELETE", One + "/shared/{type}/{object}", ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject zone = project.Zones.Get(context.Route("id"));
            Items(zone, "shared").RemoveAll(item => Is(item, context.Route("type"), context.Route("object")));
            project.Zones.Replace(context.Route("id"), zone);
            return Task.CompletedTask;
        });
    }

    /// <summary>An object is in one zone: adding it to one takes it out of the others.</summary>
    private static Task MoveAsync(HttpContext context, ServedProject project, JsonObject[] moved)
    {
        project.Zones.Get(context.Route("id"));
        foreach (JsonObject zone in project.Zones.All())
        {
            JsonArray items = Items(zone, "items");
            foreach (JsonObject item in moved)
            {
                items.RemoveAll(other => Is(other, item["objectType"]!.GetValue<string>(), item["objectId"]!.GetValue<string>()));
                if (zone["id"]!.GetValue<string>() == context.Route("id"))
                    items.Add(item.DeepClone());
            }

            project.Zones.Replace(zone["id"]!.GetValue<string>(), zone);
        }

        return Task.CompletedTask;
    }

    private static Task<JsonObject> Reference(HttpContext context) => DssAnswer.BodyAsync(context, "projectKey", "objectId", "objectType");

    private static JsonArray Items(JsonObject zone, string name)
    {
        if (zone[name] is not JsonArray items)
            zone[name] = items = [];
        return items;
    }

    private static bool Is(JsonNode? item, string type, string id) => item!["objectType"]!.GetValue<string>() == type && item["objectId"]!.GetValue<string>() == id;

    private static JsonObject Default() => new() { ["id"] = "default", ["name"] = "Default", ["color"] = "#2ab1ac", ["items"] = new JsonArray(), ["shared"] = new JsonArray() };
}
