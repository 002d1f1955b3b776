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
                ["metric"] = new JsonObject { ["id"] = Records, ["type"] = "records", ["metricType"] = "COUNT_RECORDS", ["dataType"] = "BIGINT" },
                ["lastValues"] = new JsonArray(new JsonObject { ["partition"] = "NP", ["value"] = await CountAsync(context, project).ConfigureAwait(false), ["dataType"] = "BIGINT", ["computed"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() }),
            }),
        }).ConfigureAwait(false));
        foreach ((string action, string body) in new[] { ("computeMetrics", "body? {probes: [any]}"), ("computeMetricsFromIds", "body {metricIds: [string]}") })
        {
            catalog.Map("POST", One + "/actions/" + action, ShapeSource.ClientSource, ["partition!", body], project, async context =>
            {
                var metric = new JsonObject { ["metricId"] = Records, ["value"] = await CountAsync(context, project).ConfigureAwait(false), ["dataType"] = "BIGINT" };
                await DssAnswer.JsonAsync(context, Computed(metric)).ConfigureAwait(false);
            });
        }

        catalog.Map("POST", One + "/actions/runChecks", ShapeSource.ClientSource, ["partition!", "body? [any]"], project, context =>
        {
            // No checks are kept, so none has a result.
            context.Dataset(project);
            return DssAnswer.JsonAsync(context, new JsonObject { ["hasResult"] = true, ["result"] = new JsonObject { ["startTime"] = 0, ["endTime"] = 0, ["results"] = new JsonArray() } });
        });

        catalog.Map("POST", One + "/data-quality/actions/compute-rules", ShapeSource.ClientSource, ["partition!"], project, context =>
        {
            context.Dataset(project);
            return DssAnswer.JsonAsync(context, project.Futures.Start(() => new JsonObject { ["outcome"] = "OK" }));
        });
    }

    private static JsonObject Computed(JsonObject metric) => new()
    {
        ["hasResult"] = true, ["aborted"] = false, ["alive"] = false, ["startTime"] = 0, ["runningTime"] = 0, ["unknown"] = false,
        ["result"] = new JsonObject { ["startTime"] = 0, ["endTime"] = 0, ["computed"] = new JsonArray(metric), ["skipped"] = new JsonArray(), ["errors"] = new JsonArray() },
    };

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
