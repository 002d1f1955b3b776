using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using DssTyped.Flow.Snapshots;
using DssTyped.Local;
using DssTyped.TestServer;
using DssTyped.TestServer.Http;
using DssTyped.Tests.Rest.Conformance;

namespace DssTyped.Tests.Rest.Recorded;

/// <summary>The test server with a project of the names that the recorded requests of the official client use, so that they can be sent as they are.</summary>
public sealed class RecordedWorld : IAsyncLifetime
{
    private const string Key = "test-key";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dss-typed-recorded-");
    private readonly HttpClient _http = new();
    private LocalEngine _engine = null!;
    private ServedProject _project = null!;
    private DssTestServer _server = null!;

    /// <summary>What the server answers.</summary>
    public IReadOnlyList<EndpointEntry> Endpoints => _server.Endpoints;

    /// <summary>The recorded requests that the server has an endpoint for, each once.</summary>
    internal IReadOnlyList<TraceExchange> Served { get; private set; } = [];

    public async Task InitializeAsync()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder.FullName, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "orders.csv"), "customer_id,amount\n1,2.5\n1,3\n2,4\n");
        _engine = Open(SnapshotReader.Read(Definitions).Snapshot!);
        _project = new ServedProject(_engine.Snapshot, _engine, Open);
        _server = await DssTestServer.StartAsync(_project, Key);
        Served =
        [
            .. Trace.ReadAll().Values.SelectMany(trace => trace.Exchanges).Where(sent => Endpoints.Any(endpoint => TestServerCoverageTests.Takes(endpoint, sent)))
                .DistinctBy(sent => $"{sent.Method} {sent.Path} {sent.Query} {sent.Body?.ToJsonString()}"),
        ];

        LocalEngine Open(Snapshot snapshot) => LocalEngine.Open(new LocalEngineOptions { Snapshot = snapshot, DataFolder = data, WorkspaceFolder = Path.Combine(_folder.FullName, "workspace"), Workers = 1 });
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _project.DisposeAsync();
        await _engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Sends a request below the base path, with JSON, a form that holds a file, or nothing.</summary>
    public async Task<(int Status, JsonNode? Answer)> SendAsync(string method, string path, string query, JsonNode? body, string? contentType = null, string? key = Key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_server.Url.AbsoluteUri.TrimEnd('/')}/dip/publicapi{path}{(query.Length == 0 ? "" : "?" + query)}");
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key + ":")));
        request.Content = body switch
        {
            JsonObject form when form.ContainsKey("$multipart") => Form(),
            null => null,
            // As the official client: JSON without a word that it is.
            _ => new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())),
        };
        if (contentType is not null && request.Content is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using HttpResponseMessage response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonNode.Parse(text) : null);
    }

    private static MultipartFormDataContent Form() => new() { { new ByteArrayContent("customer_id,amount\n1,2\n"u8.ToArray()), "file", "a.csv" } };

    private static string Definitions => """
        {"formatVersion": 1, "project": {"projectKey": "DKU_FLOW", "name": "Flow demo", "description": "", "shortDesc": "Demo", "tags": ["demo"]},
         "datasets": [
           {"name": "customers", "type": "PostgreSQL", "managed": false, "params": {"connection": "pg"}, "schema": {"columns": [{"name": "customer_id", "type": "bigint"}], "userModified": false}},
           {"name": "events", "type": "Filesystem", "managed": false, "params": {}, "schema": {"columns": [{"name": "day", "type": "string"}], "userModified": false}},
           {"name": "orders", "type": "UploadedFiles", "managed": false, "params": {}, "tags": ["raw"], "schema": {"columns": [{"name": "customer_id", "type": "bigint"}, {"name": "amount", "type": "double"}], "userModified": false}},
           {"name": "orders_by_customer", "type": "Filesystem", "managed": true, "params": {}, "schema": {"columns": [{"name": "customer_id", "type": "bigint"}, {"name": "amount_sum", "type": "double"}], "userModified": false}},
           {"name": "orders_prepared", "type": "Filesystem", "managed": true, "params": {}, "schema": {"columns": [{"name": "customer_id", "type": "bigint"}, {"name": "amount", "type": "double"}], "userModified": false}},
           {"name": "uploaded", "type": "UploadedFiles", "managed": false, "params": {}, "schema": {"columns": [{"name": "customer_id", "type": "bigint"}, {"name": "amount", "type": "double"}], "userModified": false}}],
         "recipes": [
           {"name": "compute_orders_by_customer", "type": "grouping", "inputs": {"main": {"items": [{"ref": "orders", "deps": []}]}}, "outputs": {"main": {"items": [{"ref": "orders_by_customer", "appendMode": false}]}},
            "payload": {"keys": [{"column": "customer_id"}], "values": [{"column": "amount", "sum": true}], "globalCount": false}},
           {"name": "compute_orders_prepared", "type": "sync", "inputs": {"main": {"items": [{"ref": "orders", "deps": []}]}}, "outputs": {"main": {"items": [{"ref": "orders_prepared", "appendMode": false}]}}}],
         "managedFolders": [{"id": "aBcD1234", "name": "exports", "type": "Filesystem", "params": {}}],
         "savedModels": [{"id": "sM0dEl01", "name": "churn", "type": "PREDICTION", "versions": [{"id": "v1", "active": false, "snippet": {}}, {"id": "v2", "active": true, "snippet": {}}]}],
         "modelEvaluationStores": [{"id": "mEsT0re1", "name": "evals", "mesFlavor": "TABULAR"}],
         "streamingEndpoints": [{"id": "clicks_stream", "name": "clicks_stream", "type": "kafka"}],
         "knowledgeBanks": [{"id": "kBaNk001", "name": "notes_kb"}],
         "scenarios": [{"id": "DAILY_BUILD", "name": "Daily build", "type": "step_based", "active": true, "params": {"steps": [
            {"type": "build_flowitem", "name": "build", "params": {"jobType": "RECURSIVE_BUILD", "builds": [{"type": "DATASET", "itemId": "orders_by_customer"}]}}]}}],
         "zones": [{"id": "zPrep01", "name": "Preparation", "color": "#ff0000", "tags": [], "items": [{"objectId": "orders_prepared", "objectType": "DATASET"}], "shared": [{"objectId": "customers", "objectType": "DATASET"}]}],
         "variables": [{"name": "env", "value": "prod"}]}
        """;
}
