using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DssTyped.Local;
using DssTyped.TestServer;

namespace DssTyped.Tests.Rest.Engines;

/// <summary>The test server refuses what DSS is not known to take, so that a client which passes here makes nothing up.</summary>
public sealed class TestServerTests
{
    [Theory]
    [InlineData("GET", "/dip/publicapi/projects/CLINICAL/jobs", "", 404)]
    [InlineData("GET", "/public/api/projects/CLINICAL/datasets/LAB_RESULTS/schema", "", 200)]
    [InlineData("GET", "/dip/publicapi/projects/CLINICAL/datasets/LAB_RESULTS/schema/", "", 404)]
    [InlineData("GET", "/dip/publicapi/projects/CLINICAL/datasets/NOTHING/schema", "", 500)]
    [InlineData("GET", "/dip/publicapi/projects/OTHER/flow/graph/", "", 403)]
    [InlineData("GET", "/dip/publicapi/projects/CLINICAL/datasets/?foreign=False&made=up", "", 400)]
    [InlineData("GET", "/dip/publicapi/projects/CLINICAL/datasets/LAB_RESULTS/data/?format=csv", "", 400)]
    [InlineData("POST", "/dip/publicapi/projects/CLINICAL/jobs/", """{"type":"RECURSIVE_BUILD","outputs":[],"madeUp":1}""", 400)]
    [InlineData("POST", "/dip/publicapi/projects/CLINICAL/jobs/", """{"type":"BUILD","outputs":[{"id":"LAB_RESULTS_AGG"}]}""", 400)]
    [InlineData("POST", "/dip/publicapi/projects/CLINICAL/jobs/", "{", 400)]
    [InlineData("PATCH", "/dip/publicapi/projects/CLINICAL/datasets/LAB_RESULTS", "{}", 404)]
    public async Task Requests_are_taken_strictly(string method, string target, string body, int status)
    {
        await using Started server = await Started.AsNewAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Url, target)) { Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "k");

        using HttpResponseMessage response = await server.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        if (status >= 400 && response.StatusCode != HttpStatusCode.MethodNotAllowed)
            Assert.Contains("errorType", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_on_every_endpoint()
    {
        await using Started server = await Started.AsNewAsync();
        Assert.NotEmpty(server.Endpoints);
        foreach (EndpointLine endpoint in server.Endpoints)
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), new Uri(server.Url, "/dip/publicapi" + endpoint.Path.Replace("{project}", "CLINICAL", StringComparison.Ordinal).Replace("{name}", "LAB_RESULTS", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal)));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
            using HttpResponseMessage response = await server.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    private sealed record EndpointLine(string Method, string Path);

    private sealed class Started : IAsyncDisposable
    {
        private readonly string _workspace = Directory.CreateTempSubdirectory("dss-typed-").FullName;
        private LocalEngine? _engine;
        private DssTestServer? _server;

        public Uri Url => _server!.Url;

        public HttpClient Http { get; } = new();

        public IReadOnlyList<EndpointLine> Endpoints => [.. _server!.Endpoints.Select(endpoint => new EndpointLine(endpoint.Method, endpoint.Path))];

        public static async Task<Started> AsNewAsync()
        {
            var started = new Started();
            started._engine = LocalEngine.Open(new LocalEngineOptions { Snapshot = EngineHarness.Snapshot, WorkspaceFolder = started._workspace });
            started._server = await DssTestServer.StartAsync(new ServedProject(EngineHarness.Snapshot, started._engine), "k");
            return started;
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await _server!.DisposeAsync();
            await _engine!.DisposeAsync();
            Directory.Delete(_workspace, recursive: true);
        }
    }
}
