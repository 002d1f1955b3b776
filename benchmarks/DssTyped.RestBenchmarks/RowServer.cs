using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DssTyped.RestBenchmarks;

/// <summary>A process of its own that sends ready-made rows on loopback as fast as a socket takes them; project <c>Rnnn</c> has nnn rows.</summary>
internal static class RowServer
{
    private const string Dataset = "/dip/publicapi/projects/{project}/datasets/READINGS/";

    public static async Task RunAsync()
    {
        byte[] block = SampleText.Block();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.MapGet(Dataset + "schema", () => Results.Text(CannedDss.Schema, "application/json", Encoding.UTF8));
        app.MapGet(Dataset + "finish-streaming/", () => Results.Ok());
        app.MapGet(Dataset + "data/", async (HttpContext context, string project) =>
        {
            context.Response.ContentType = "text/plain;charset=utf-8";
            for (int left = int.Parse(project.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture); left > 0; left -= SampleText.RowsInBlock)
                await context.Response.Body.WriteAsync(block, context.RequestAborted).ConfigureAwait(false);
        });
        await app.StartAsync().ConfigureAwait(false);
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // Ends with the process that started it.
        await Console.In.ReadLineAsync().ConfigureAwait(false);
    }
}
