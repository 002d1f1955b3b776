using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Http;

/// <summary>Registers endpoints under both base paths and wraps each with the checks that hold for all.</summary>
internal sealed class EndpointCatalog(WebApplication app, ApiKeyCheck key)
{
    /// <summary>The version of DSS whose answers are known best.</summary>
    public const string DssVersion = "14.0.0-test";

    private static readonly string[] BasePaths = [DssEngineOptions.PythonClientBasePath, DssEngineOptions.DocumentedBasePath];

    private readonly List<EndpointEntry> _entries = [];

    public IReadOnlyList<EndpointEntry> Entries => _entries;

    /// <summary>Adds an endpoint.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path below the base path; whether it ends in a slash counts.</param>
    /// <param name="shape">Where the shape of the answer is known from.</param>
    /// <param name="takes">Its parameters and body, in the notation of <see cref="RequestRule"/>; what does not fit is refused.</param>
    /// <param name="handler">Answers, or throws a <see cref="DssFailureException"/>.</param>
    public void Map(string method, string path, ShapeSource shape, string[] takes, Func<HttpContext, Task> handler)
    {
        var rule = new RequestRule(takes);
        _entries.Add(new EndpointEntry(method, path, shape, rule.Parameters));
        bool slash = path.EndsWith('/');
        foreach (string basePath in BasePaths)
            app.MapMethods(basePath + path, [method], context => RunAsync(context, slash, rule, handler));
    }

    /// <summary>Adds an endpoint below a project, which must be the one that is served.</summary>
    public void Map(string method, string path, ShapeSource shape, string[] takes, ServedProject project, Func<HttpContext, Task> handler) =>
        Map(method, path, shape, takes, context =>
        {
            context.CheckProject(project);
            return handler(context);
        });

    private async Task RunAsync(HttpContext context, bool slash, RequestRule rule, Func<HttpContext, Task> handler)
    {
        context.Response.Headers["DSS-Version"] = DssVersion;
        context.Response.Headers["DSS-API-Version"] = "1";
        try
        {
            key.Check(context.Request);
            // Routing ignores the slash; DSS does not.
            if (context.Request.Path.Value!.EndsWith('/') != slash)
                throw new DssFailureException(404, "Unknown", $"No such address: {context.Request.Path}");
            await rule.CheckAsync(context).ConfigureAwait(false);
            await handler(context).ConfigureAwait(false);
        }
        catch (DssFailureException failure) when (!context.Response.HasStarted)
        {
            await DssAnswer.ErrorAsync(context, failure).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DssException or InvalidOperationException or NotSupportedException && !context.Response.HasStarted)
        {
            await DssAnswer.ErrorAsync(context, new DssFailureException(500, "com.dataiku.dip.exceptions.CodedException", failure.Message)).ConfigureAwait(false);
        }
    }
}
