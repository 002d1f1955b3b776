using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Zones of the flow. Objects that are in none are in the default zone.</summary>
internal static class ZoneEndpoints
{
    private const string Zones = "/projects/{project}/flow/zones";
    private const string One = Zones + "/{id}";
    private const string Item = "{projectKey?: string, objectId: string, objectType: string}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", Zones, ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, new JsonArray([.. project.Zones.All().Select(zone => (JsonNode)Told(project, zone))])));
        catalog.Map("POST", Zones, ShapeSource.ClientSource, ["body {name: string, color: string}"], project, context =>
        {
            JsonObject zone = DssAnswer.Body(context);
            (zone["id"], zone["items"], zone["shared"], zone["tags"]) = (Guid.NewGuid().ToString("N")[..7], new JsonArray(), new JsonArray(), new JsonArray());
            project.Zones.Add(zone);
            return DssAnswer.JsonAsync(context, Told(project, zone));
        });
        catalog.Map("GET", One, ShapeSource.ClientSource, [], project, context => DssAnswer.JsonAsync(context, Told(project, context.Route("id") == "default" ? Default() : project.Zones.Get(context.Route("id")))));
        catalog.Map("PUT", One, ShapeSource.ClientSource, [$"body {{id: string, name: string, color: string, items: [{Item}], shared: [{Item}], ...}}"], project, context =>
        {
            project.Zones.Replace(context.Route("id"), DssAnswer.Body(context));
            return DssAnswer.JsonAsync(context, Told(project, project.Zones.Get(context.Route("id"))));
        });
        catalog.Map("DELETE", One, ShapeSource.ClientSource, [], project, context =>
        {
            project.Zones.Remove(context.Route("id"));
            return Task.CompletedTask;
        });
        catalog.Map("POST", One + "/items", ShapeSource.ClientSource, [$"body {Item}"], project, context => MoveAsync(context, project, [DssAnswer.Body(context)]));
        catalog.Map("POST", One + "/add-items", ShapeSource.ClientSource, [$"body [{Item}]"], project, context =>
            MoveAsync(context, project, [.. BodyRule.JsonOf(context)!.AsArray().OfType<JsonObject>()]));
        catalog.Map("POST", One + "/shared", ShapeSource.ClientSource, [$"body {Item}"], project, context =>
        {
            JsonObject zone = project.Zones.Get(context.Route("id"));
            Items(zone, "shared").Add(DssAnswer.Body(context).DeepClone());
            project.Zones.Replace(context.Route("id"), zone);
            return DssAnswer.JsonAsync(context, Told(project, zone));
        });
        catalog.Map("DELETE", One + "/shared/{type}/{object}", ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject zone = project.Zones.Get(context.Route("id"));
            Items(zone, "shared").RemoveAll(item => Is(item, context.Route("type"), context.Route("object")));
            project.Zones.Replace(context.Route("id"), zone);
            return DssAnswer.JsonAsync(context, Told(project, zone));
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

        return DssAnswer.JsonAsync(context, Told(project, project.Zones.Get(context.Route("id"))));
    }

    private static JsonObject Told(ServedProject project, JsonObject zone)
    {
        var told = (JsonObject)zone.DeepClone();
        told["projectKey"] = project.Key;
        return told;
    }

    private static JsonArray Items(JsonObject zone, string name)
    {
        if (zone[name] is not JsonArray items)
            zone[name] = items = [];
        return items;
    }

    private static bool Is(JsonNode? item, string type, string id) => item!["objectType"]!.GetValue<string>() == type && item["objectId"]!.GetValue<string>() == id;

    private static JsonObject Default() => new() { ["id"] = "default", ["name"] = "Default", ["color"] = "#2ab1ac", ["items"] = new JsonArray(), ["shared"] = new JsonArray(), ["tags"] = new JsonArray() };
}
