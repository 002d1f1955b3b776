using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>The flow as a graph.</summary>
internal static class FlowEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/projects/{project}/flow/graph/", ShapeSource.ClientSource, [], context =>
        {
            context.CheckProject(project);
            return DssAnswer.JsonAsync(context, project.Graph);
        });
    }
}
