using System.Text.RegularExpressions;
using DssTyped.Local;
using DssTyped.TestServer;
using DssTyped.TestServer.Http;
using DssTyped.Tests.Rest.Engines;

namespace DssTyped.Tests.Rest.Conformance;

/// <summary>The test server takes what the official client sends: every recorded request has an endpoint that knows its parameters, or a reason why not.</summary>
public sealed class TestServerCoverageTests
{
    /// <summary>Recorded requests that the server does not answer, and why.</summary>
    private static readonly (string Requests, string Reason)[] NotServed =
    [
        (@"^GET (//dip|/admin/|/connections/)|^POST /projects/ $| /sql/", "The server serves one project of one instance, without connections."),
        (@" /projects/P/(bundles|permissions|tags|timeline|duplicate)|^DELETE /projects/P |^PUT /projects/P/(settings|metadata) ", "Administration of projects, not of flows."),
        (@"/continuous-activities/|^POST /projects/P/streamingendpoints/", "Streaming: the engine behind the server has none."),
        (@"/actions/(synchronizeHiveMetastore|updateFromHive|testAndDetectSettings|copyTo|rename)|/metadata $", "Actions of storage and names that the engine behind the server cannot follow."),
        (@"/flow/tools/( |tool-)|documentation/generate-with|/zones/\w+/graph", "Views of the flow and documents from templates: their answers are not known well enough to make them up."),
        (@"/managedfolders/\w+/(metrics|actions/computeMetrics)|/metrics/history|/column-lineage|/get-runs-by-date|/payload $|delete-versions|updateOutputSchema|^POST /projects/P/evaluationstores|^POST /projects/P/export", "Left to recorded answers until something needs more."),
        (@"/projects/P/(models/)?lab/", "Machine learning: the engine behind the server trains nothing."),
        (@"%C3%A9t%C3%A9", "A client defect: the name leaves its place in the path."),
    ];

    [Fact]
    public async Task Recorded_requests_have_an_endpoint_or_a_reason()
    {
        string workspace = Directory.CreateTempSubdirectory("dss-typed-").FullName;
        string[] missing;
        await using (LocalEngine local = LocalEngine.Open(new LocalEngineOptions { Snapshot = EngineHarness.Snapshot, WorkspaceFolder = workspace }))
        await using (DssTestServer server = await DssTestServer.StartAsync(new ServedProject(EngineHarness.Snapshot, local), "k"))
        {
            missing =
            [
                .. Trace.ReadAll().Values.SelectMany(trace => trace.Exchanges).Where(sent => !server.Endpoints.Any(endpoint => Takes(endpoint, sent)))
                    .Select(sent => $"{sent.Method} {Regex.Replace(sent.Path, "(?<=/projects/)[^/]+", "P")} {sent.Query}").Distinct(),
            ];
        }

        Directory.Delete(workspace, recursive: true);
        Assert.DoesNotContain(missing, request => !NotServed.Any(known => Regex.IsMatch(request, known.Requests)));
        // A reason that no request needs any more is out of date.
        Assert.All(NotServed, known => Assert.Contains(missing, request => Regex.IsMatch(request, known.Requests)));
    }

    internal static bool Takes(EndpointEntry endpoint, TraceExchange sent) =>
        endpoint.Method == sent.Method && HasPath(endpoint, sent.Path)
        && sent.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).All(part => endpoint.Query.Contains(part.Split('=')[0]));

    internal static bool HasPath(EndpointEntry endpoint, string path) =>
        Regex.IsMatch(path, "^" + Regex.Replace(endpoint.Path, @"\{(\*\*)?\w+\}", match => match.Value.StartsWith("{*", StringComparison.Ordinal) ? ".+" : "[^/]+") + "$");
}
