using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DssTyped.TestServer.Http;
using DssTyped.Tests.Rest.Conformance;

namespace DssTyped.Tests.Rest.Recorded;

/// <summary>
/// What the test server composes has the fields, and the kinds of values, that are published of DSS's answers: those of the answers beside the
/// recorded requests, which were gathered from documentation, the client's source and what others saw on live servers.
/// </summary>
public sealed partial class AnswerShapeTests : IClassFixture<RecordedWorld>
{
    private static readonly IReadOnlyList<TraceExchange> Recorded = [.. Trace.ReadAll().Values.SelectMany(trace => trace.Exchanges)];

    // What these hold is the project's own, kept and handed out as it is.
    private static readonly string[] Documents =
        ["/datasets/", "/datasets/{name}", "/recipes/", "/recipes/{name}", "/scenarios/{id}", "/managedfolders/", "/managedfolders/{id}", "/savedmodels/", "/savedmodels/{id}", "/evaluationstores/", "/streamingendpoints/", "/knowledge-banks", "/variables/", "/variables-resolved"];

    /// <summary>Published fields that the server leaves out, and why.</summary>
    private static readonly (string Fields, string Reason)[] LeftOut =
    [
        ("versionTag|creationTag|ownerDisplayName|creator|projectStatus", "Who made and changed what, and when: a snapshot keeps none of it."),
        (@"columns\[\][.](comment|meaning|maxLength|timestampNoTzAsDate|arrayContent|mapKeys|mapValues|objectFields)", "Of the columns of the recorded project; handed out where a column has them."),
        ("^GET /auth/info (associatedDSSUser|userProfile)", "A global key belongs to no user."),
        ("^GET /futures/.* result", "Each kind of task has its own result."),
        ("firstFailure|result[.]thrown|statusMessage|status allMessagesForFrontend[.]messages|incompatibilities\\[\\]", "Only where something is wrong."),
        ("status (outputSchema|selectedEngine[.]label)", "For screens; nothing else reads it."),
        ("schema-update computables\\[\\][.]id", "Of outputs that are no datasets."),
        ("^GET /scenarios/.*(automationLocal|nextRun|start|trackOnly)$", "Triggers do not run."),
        ("stepRuns\\[\\][.]step[.]", "As the scenario has it."),
        ("^GET /settings settings[.]", "Code environments: the engine behind the server has none."),
        ("/managedfolders/{id}/usages", "No recipe of the recorded project uses the folder."),
    ];

    /// <summary>Fields that the recorded answers lack and other sources have.</summary>
    private static readonly (string Fields, string Source)[] AlsoPublished =
    [
        ("^GET /jobs/{id}/ baseStatus[.]activities[.][*][.]message$", "Seen on live servers: a benign message of an activity."),
        ("^GET /jobs/{id}/ baseStatus[.]activities[.][*][.]warnings[.]warnings[.]", "Seen on live servers: warnings by type, with those that were stored."),
    ];

    private readonly RecordedWorld _world;

    public AnswerShapeTests(RecordedWorld world) => _world = world;

    [Fact]
    public async Task Answers_have_the_published_fields_and_no_others()
    {
        string job = await IdAsync("POST", "/projects/DKU_FLOW/jobs/", JsonNode.Parse("""{"type": "RECURSIVE_FORCED_BUILD", "outputs": [{"id": "orders_by_customer", "type": null, "projectKey": null, "partition": null}]}"""), "id");
        string run = await IdAsync("POST", "/projects/DKU_FLOW/scenarios/DAILY_BUILD/run", new JsonObject(), "runId");
        JsonNode file = JsonNode.Parse("""{"$multipart": []}""")!;
        await _world.SendAsync("POST", "/projects/DKU_FLOW/datasets/uploaded/uploaded/files", "", file);
        await _world.SendAsync("POST", "/projects/DKU_FLOW/managedfolders/aBcD1234/contents/a.csv", "", file);
        SortedSet<string> problems = new(StringComparer.Ordinal), missing = new(StringComparer.Ordinal);
        foreach (IGrouping<EndpointEntry, TraceExchange> requests in _world.Served.Where(Tells).GroupBy(sent => _world.Endpoints.First(endpoint => TestServerCoverageTests.Takes(endpoint, sent))))
        {
            string what = $"{requests.Key.Method} {requests.Key.Path.Replace("/projects/{project}", "", StringComparison.Ordinal)}";
            var published = new Dictionary<string, JsonValueKind>(StringComparer.Ordinal);
            foreach (JsonNode answer in Answers(requests.Key))
                Collect(answer, published);
            var given = new Dictionary<string, JsonValueKind>(StringComparer.Ordinal);
            // A dataset that was built tells more than one that was not.
            foreach (TraceExchange sent in requests.SelectMany(sent => new[] { sent, sent with { Path = sent.Path.Replace("/datasets/orders/info", "/datasets/orders_by_customer/info", StringComparison.Ordinal) } }))
            {
                string future = sent.Path.Contains("/futures/fut", StringComparison.Ordinal) ? await IdAsync("POST", "/projects/DKU_FLOW/flow/documentation/generate", null, "jobId") : "";
                string path = Job().Replace(ScenarioRun().Replace(Future().Replace(sent.Path, future), "/" + run + "/"), job);
                (int status, JsonNode? answer) = await _world.SendAsync(sent.Method, path, sent.Query.Replace("2026-01-01-00-00-00-000", run, StringComparison.Ordinal), sent.Body);
                if (status == 200)
                    Collect(answer, given);
            }

            problems.UnionWith(given.Keys.Except(published.Keys).Where(field => !AlsoPublished.Any(known => Regex.IsMatch($"{what} {field}", known.Fields))).Select(field => $"{what}: {field} is made up"));
            missing.UnionWith(published.Keys.Except(given.Keys).Select(field => $"{what} {field}"));
            problems.UnionWith(given.Where(field => published.TryGetValue(field.Key, out JsonValueKind kind) && kind != field.Value && kind != JsonValueKind.Null && field.Value != JsonValueKind.Null)
                .Select(field => $"{what}: {field.Key} is {field.Value}, not {published[field.Key]}"));
        }

        problems.UnionWith(missing.Where(field => !LeftOut.Any(known => Regex.IsMatch(field, known.Fields))).Select(field => $"{field} is missing"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        // A reason that nothing needs any more is out of date.
        Assert.All(LeftOut, known => Assert.Contains(missing, field => Regex.IsMatch(field, known.Fields)));
    }

    private static IEnumerable<JsonNode> Answers(EndpointEntry endpoint) =>
        Recorded.Where(sent => TestServerCoverageTests.Takes(endpoint, sent) && sent.Reply.Status == 200).Select(JsonOf).OfType<JsonNode>();

    private bool Tells(TraceExchange sent) =>
        (sent.Method == "GET" || sent.Path.Contains("/actions/compute", StringComparison.Ordinal) || sent.Path.EndsWith("/run", StringComparison.Ordinal))
        && !Documents.Any(document => _world.Endpoints.Any(endpoint => endpoint.Path == "/projects/{project}" + document && TestServerCoverageTests.HasPath(endpoint, sent.Path)));

    private async Task<string> IdAsync(string method, string path, JsonNode? body, string field)
    {
        (int status, JsonNode? answer) = await _world.SendAsync(method, path, "", body);
        Assert.True(status == 200, answer?.ToJsonString());
        return answer![field]!.GetValue<string>();
    }

    private static JsonNode? JsonOf(TraceExchange sent) =>
        sent.Path.EndsWith("/log", StringComparison.Ordinal) || sent.Reply.Body is not [(byte)'{' or (byte)'[', ..] ? null : JsonNode.Parse(sent.Reply.Body);

    /// <summary>The fields of an answer and what they hold. Names that are the project's own, such as a recipe's, count as one.</summary>
    private static void Collect(JsonNode? value, Dictionary<string, JsonValueKind> fields, string path = "")
    {
        if (path.Length > 0)
        {
            JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
            fields[path] = kind == JsonValueKind.False ? JsonValueKind.True : kind;
        }

        if (value is JsonObject members)
        {
            foreach ((string name, JsonNode? inner) in members)
                Collect(inner, fields, path.Length == 0 ? name : $"{path}.{(path is "nodes" or "baseStatus.activities" ? "*" : name)}");
        }
        else if (value is JsonArray items)
        {
            foreach (JsonNode? item in items)
                Collect(item, fields, path + "[]");
        }
    }

    [GeneratedRegex("Build_orders_by_customer__NP__[^/]+")]
    private static partial Regex Job();

    [GeneratedRegex("/2026-01-01-00-00-02-345/")]
    private static partial Regex ScenarioRun();

    [GeneratedRegex("fut-[0-9a-z]+")]
    private static partial Regex Future();
}
