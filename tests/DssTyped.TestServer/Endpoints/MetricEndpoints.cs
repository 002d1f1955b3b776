using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Metrics and checks of datasets: the one metric kept is the count of records, and it is computed when asked for.</summary>
internal static class MetricEndpoints
{
    private const string One = "/projects/{project}/datasets/{name}";
    private const string Records = "records:COUNT_RECORDS";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("GET", One + "/metrics/last/{partition}", ShapeSource.ClientSource, [], project, async context => await DssAnswer.JsonAsync(context, new JsonObject
        {
            ["metrics"] = new JsonArray(new JsonObject
            {
                ["metric"] = new JsonObject { ["id"] = Records, ["type"] = "records" },
                ["lastValues"] = new JsonArray(new JsonObject { ["partition"] = "NP", ["value"] = await CountAsync(context, project).ConfigureAwait(false), ["dataType"] = "BIGINT" }),
            }),
        }).ConfigureAwait(false));
        foreach ((string action, string field) in new[] { ("computeMetrics", "computed"), ("computeMetricsFromIds", "computed"), ("runChecks", "results") })
        {
            catalog.Map("POST", One + "/actions/" + action, ShapeSource.ClientSource, ["partition"], project, async context =>
            {
                string count = await CountAsync(context, project).ConfigureAwait(false);
                await DssAnswer.JsonAsync(context, new JsonObject { ["result"] = new JsonObject { [field] = new JsonArray(new JsonObject { ["metricId"] = Records, ["value"] = count }) } }).ConfigureAwait(false);
            });
        }

        catalog.Map("POST", One + "/data-quality/actions/compute-rules", ShapeSource.ClientSource, ["partition"], project, context =>
        {
            context.Dataset(project);
            return DssAnswer.JsonAsync(context, project.Futures.Start(() => new JsonObject { ["outcome"] = "OK" }));
        });
    }

    private static async Task<string> CountAsync(HttpContext context, ServedProject project)
    {
        context.Dataset(project);
        RowReader rows = await project.Engine.OpenReaderAsync(new ReadRequest(context.Route("name")), context.RequestAborted).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(context.RequestAborted).ConfigureAwait(false))
            {
            }

            return rows.RowNumber.ToString(CultureInfo.InvariantCulture);
        }
    }
}
