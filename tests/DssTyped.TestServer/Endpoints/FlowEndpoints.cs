using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Graph and zones.</summary>
internal static class FlowEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/projects/{project}/flow/graph/", ShapeSource.ClientSource, [], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, project.Graph);
        });
        catalog.Map("GET", "/projects/{project}/flow/zones", ShapeSource.ClientSource, [], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, new JsonArray([.. project.List("zones").Select(zone => zone.DeepClone())]));
        });
    }
}
