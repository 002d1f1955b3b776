using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>Reads what a path names.</summary>
internal static class RouteReading
{
    public static string Route(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    /// <summary>DSS answers 403 for a project that does not exist, as for one the key may not see.</summary>
    public static void CheckProject(this HttpContext context, ServedProject project)
    {
        if (!string.Equals(context.Route("project"), project.Key, StringComparison.Ordinal))
            throw new DssFailureException(403, "com.dataiku.dip.exceptions.UnauthorizedException", "Action forbidden, you are not allowed to see this project");
    }

    public static JsonObject Dataset(this HttpContext context, ServedProject project)
    {
        context.CheckProject(project);
        string name = context.Route("name");
        return project.Datasets.Get(name);
    }

    public static string? QueryText(this HttpContext context, string name) => context.Request.Query.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;
}
