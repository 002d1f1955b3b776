using System.Net;
using DssTyped.TestServer.Endpoints;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DssTyped.TestServer;

/// <summary>
/// The DSS API for one project, on loopback, answered by a flow engine. Strict about requests: what DSS is not known to take
/// is refused, so that a client that passes here sends nothing made up.
/// </summary>
public sealed class DssTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DssTestServer(WebApplication app, EndpointCatalog catalog, Uri url)
    {
        _app = app;
        Endpoints = catalog.Entries;
        Url = url;
    }

    /// <summary>Address of the server, without base path.</summary>
    public Uri Url { get; }

    /// <summary>What the server answers and where each answer's shape is known from.</summary>
    public IReadOnlyList<EndpointEntry> Endpoints { get; }

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="project">What it serves.</param>
    /// <param name="apiKey">The one key it accepts.</param>
    public static async Task<DssTestServer> StartAsync(ServedProject project, string apiKey)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AllowSynchronousIO = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        WebApplication app = builder.Build();

        var sessions = new ReadSessions();
        var catalog = new EndpointCatalog(app, new ApiKeyCheck(apiKey));
        ProjectEndpoints.Map(catalog, project);
        DatasetEndpoints.Map(catalog, project);
        RowEndpoints.Map(catalog, project, sessions);
        UploadEndpoints.Map(catalog, project);
        RecipeEndpoints.Map(catalog, project);
        RecipeCreationEndpoints.Map(catalog, project);
        SchemaUpdateEndpoints.Map(catalog, project);
        FlowEndpoints.Map(catalog, project);
        JobEndpoints.Map(catalog, project);
        ZoneEndpoints.Map(catalog, project);
        PropagationEndpoints.Map(catalog, project);
        MetricEndpoints.Map(catalog, project);
        FutureEndpoints.Map(catalog, project);
        ScenarioEndpoints.Map(catalog, project);
        ObjectEndpoints.Map(catalog, project);
        FolderEndpoints.Map(catalog, project);
        // By default the fallback leaves out paths that look like files.
        app.MapFallback("{**path}", DssAnswer.Unrouted);

        await app.StartAsync().ConfigureAwait(false);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new DssTestServer(app, catalog, new Uri(address));
    }

    /// <summary>Waits until the process is told to end.</summary>
    internal Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Stops the server.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
