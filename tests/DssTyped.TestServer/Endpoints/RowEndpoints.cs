using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Rows as a stream of tab-separated text, and the question after its end whether it was whole.</summary>
internal static class RowEndpoints
{
    public static void Map(EndpointCatalog catalog, ServedProject project, ReadSessions sessions)
    {
        catalog.Map("GET", "/projects/{project}/datasets/{name}/data/", ShapeSource.SeenLive, ["format!", "partitions*", "columns", "filter", "limit: int", "readSessionId"], context => SendAsync(context, project, sessions));
        catalog.Map("GET", "/projects/{project}/datasets/{name}/finish-streaming/", ShapeSource.ClientSource, ["readSessionId!"], context =>
        {
            context.Dataset(project);
            return sessions.Finish(context.QueryText("readSessionId")!) is { } failure ? throw failure : Task.CompletedTask;
        });
    }

    private static async Task SendAsync(HttpContext context, ServedProject project, ReadSessions sessions)
    {
        JsonObject dataset = context.Dataset(project);
        if (context.QueryText("format") != "tsv-excel-noheader")
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Unknown format: {context.QueryText("format")}");
        string? filter = context.QueryText("filter");
        string[]? columns = context.QueryText("columns")?.Split(',');
        long? limit = context.QueryText("limit") is { } most ? long.Parse(most, CultureInfo.InvariantCulture) : null;
        var request = new ReadRequest(context.Route("name"))
        {
            // A filter sees the whole row, whichever columns are sent.
            Columns = filter is null ? columns : null,
            Partitions = [.. context.Request.Query["partitions"].OfType<string>()],
            Limit = filter is null ? limit : null,
        };

        RowReader rows;
        try
        {
            rows = await project.Engine.OpenReaderAsync(request, context.RequestAborted).ConfigureAwait(false);
        }
        catch (DssNotBuiltException)
        {
            throw new DssFailureException(500, "java.io.IOException", $"Root path of the dataset {dataset["name"]} does not exist");
        }

        string? session = context.QueryText("readSessionId");
        await using (rows.ConfigureAwait(false))
        {
            string[] names = [.. rows.Columns.Select(column => column.Name)];
            var sent = new SentRows(
                rows, [.. (columns ?? names).Select(name => Array.IndexOf(names, name))], filter is null ? null : new RowFormula(filter, rows.Columns), limit ?? long.MaxValue);
            context.Response.ContentType = "text/plain;charset=utf-8";
            try
            {
                await TsvWriter.WriteAsync(sent, context.Response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
                sessions.Ended(session, null);
            }
            catch (DssException broken)
            {
                // The head is long gone: only finish-streaming can tell.
                sessions.Ended(session, new DssFailureException(500, "java.io.IOException", broken.Message));
            }
        }
    }
}
