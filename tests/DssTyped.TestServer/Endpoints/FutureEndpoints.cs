using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Long tasks that are not jobs.</summary>
internal static class FutureEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", "/futures/", ShapeSource.Documentation, ["withScenarios: bool", "withNotScenarios: bool", "allUsers: bool"], context =>
            DssAnswer.JsonAsync(context, context.QueryText("withNotScenarios") == "True" ? project.Futures.List() : []));
        catalog.Map("GET", "/futures/{id}", ShapeSource.Documentation, ["peek: bool"], context =>
            DssAnswer.JsonAsync(context, project.Futures.Look(context.Route("id"), context.QueryText("peek") == "True")));
        catalog.Map("DELETE", "/futures/{id}", ShapeSource.Documentation, [], context =>
        {
            project.Futures.Abort(context.Route("id"));
            return Task.CompletedTask;
        });
    }
}
