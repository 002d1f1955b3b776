using System.Text.Json;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A query on one of the server's SQL connections: start, stream, verify.</summary>
internal static class DssSqlQuery
{
    public static async Task<DssRowStream> OpenAsync(DssHttp http, string connection, string sql, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["query"] = sql, ["preQueries"] = null, ["postQueries"] = null, ["connection"] = connection, ["database"] = null,
            ["datasetFullName"] = null, ["projectKey"] = null, ["type"] = "sql", ["extraConf"] = new JsonObject(),
            ["scriptSteps"] = null, ["scriptInputSchema"] = null, ["scriptOutputSchema"] = null, ["scriptReportLocation"] = null,
            ["datetimenotzReadMode"] = "AS_IS", ["dateonlyReadMode"] = "AS_IS", ["readTimestampWithoutTimezoneAsString"] = true, ["readDateAsString"] = false,
        };
        DssRequest start = DssRequest.Post($"/sql/queries/").Body(body);
        DssSqlQueryStarted query = await http.ReadAsync(start, DssJsonContext.Default.DssSqlQueryStarted, cancellationToken).ConfigureAwait(false);
        string id = query.QueryId ?? throw http.NotWhatWasExpected(start, "the id of a query");
        if (!query.HasResults)
            return new DssRowStream(Stream.Null, "the query", DssRowShape.Of("query", new DssSchema(), null), _ => Task.CompletedTask);

        Stream stream = await http.RowsAsync(DssRequest.Get($"/sql/queries/{id}/stream").Query("format", "tsv-excel-noheader"), cancellationToken).ConfigureAwait(false);
        DssRowShape shape = DssRowShape.Of("query", new DssSchema { Columns = query.Schema ?? [] }, null);
        return new DssRowStream(stream, "the query", shape, token => http.SendAsync(DssRequest.Get($"/sql/queries/{id}/finish-streaming"), token));
    }
}

/// <summary>The answer to a query start.</summary>
internal sealed class DssSqlQueryStarted
{
    public string? QueryId { get; set; }

    public bool HasResults { get; set; }

    public List<DssSchemaColumn>? Schema { get; set; }
}
