using System.IO.Compression;
using System.Text.Json.Nodes;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>
/// Enough of a DSS server for the journeys of <see cref="Journeys"/>: a recipe "sum" from ORDERS to TOTALS, a scenario, a folder, a dataset of
/// uploaded files, an export. What it has started and stored can be counted, whatever the client was told.
/// </summary>
internal sealed class FakeDss
{
    public const string Project = "DEMO";

    private const string Contents = "/projects/DEMO/managedfolders/f0ld3r01/contents/";

    private static readonly byte[] Export = MakeExport();
    private static readonly string[] Rows = ["1\t10.5\n", "2\t\"20.25\"\n", "3\t\n"];

    private readonly List<JsonObject> _jobs = [];
    private readonly List<string> _aborted = [];
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly object _lock = new();

    public int JobsStarted
    {
        get
        {
            lock (_lock)
                return _jobs.Count;
        }
    }

    /// <summary>Runs of the scenario.</summary>
    public int ScenarioRuns { get; private set; }

    public bool WasAborted => Aborted.Count > 0;

    /// <summary>The server's clock.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>Who started jobs, as the list tells it; null when it does not.</summary>
    public string? Initiator { get; set; }

    /// <summary>The answer about whose the key is; null when there is none.</summary>
    public string? Identity { get; set; }

    /// <summary>Ids of the jobs that were aborted.</summary>
    public IReadOnlyList<string> Aborted
    {
        get
        {
            lock (_lock)
                return [.. _aborted];
        }
    }

    /// <summary>Looks at a job that find it running.</summary>
    public int LooksBeforeDone { get; set; } = 1;

    /// <summary>Lists that do not show a job yet.</summary>
    public int ListsBeforeJobShows { get; set; }

    public LoopbackReply Answer(LoopbackRequest request)
    {
        lock (_lock)
        {
            string path = request.Path[DssEngineOptions.PythonClientBasePath.Length..];
            return (request.Method, path) switch
            {
                ("GET", "/projects/DEMO/flow/graph/") => LoopbackReply.Json(Graph),
                ("GET", "/projects/DEMO/datasets/ORDERS/schema") => Schema(("id", "bigint"), ("amount", "double")),
                ("GET", "/projects/DEMO/datasets/TOTALS/schema") => Schema(("id", "bigint"), ("total", "double")),
                ("GET", "/projects/DEMO/datasets/TOTALS/data/") => LoopbackReply.Text(string.Concat(Rows)),
                ("GET", "/projects/DEMO/datasets/TOTALS/finish-streaming/") => new LoopbackReply(),
                ("GET", "/auth/info") when Identity is not null => LoopbackReply.Json(Identity),
                ("POST", "/projects/DEMO/jobs/") => Start(request.Json!.AsObject()),
                ("GET", "/projects/DEMO/jobs/") => LoopbackReply.Json(new JsonArray([.. (ListsBeforeJobShows-- > 0 ? [] : _jobs).Select(job => (JsonNode)job.DeepClone())])),
                ("GET", _) when path.EndsWith("/log", StringComparison.Ordinal) => LoopbackReply.Text("log"),
                ("GET", _) when path.StartsWith("/projects/DEMO/jobs/", StringComparison.Ordinal) => Status(path.Split('/')[4]),
                ("POST", _) when path.EndsWith("/abort", StringComparison.Ordinal) => Abort(path.Split('/')[4]),
                ("POST", "/projects/DEMO/scenarios/nightly/run") => RunScenario(),
                ("GET", "/projects/DEMO/scenarios/nightly/get-run-for-trigger") => LoopbackReply.Json(LooksBeforeDone-- > 0 ? "{}" : """{"scenarioRun":{"runId":"r1","result":{"outcome":"SUCCESS"}}}"""),
                ("GET", "/projects/DEMO/scenarios/nightly/get-last-runs/") or ("GET", "/projects/DEMO/scenarios/nightly/get-last-runs") => LoopbackReply.Json("""[{"runId":"r1","result":{"outcome":"SUCCESS"}}]"""),
                ("GET", "/projects/DEMO/managedfolders/f0ld3r01/contents") => LoopbackReply.Json(new JsonObject { ["items"] = new JsonArray([.. _files.Keys.Select(file => (JsonNode)new JsonObject { ["path"] = "/" + file })]) }),
                (_, _) when path.StartsWith(Contents, StringComparison.Ordinal) => File(request, path[Contents.Length..]),
                ("POST", "/projects/DEMO/export") => new LoopbackReply { Body = Export, ContentType = "application/zip" },
                ("GET", "/projects/DEMO/datasets/UPLOADS") => LoopbackReply.Json("""{"name":"UPLOADS","type":"UploadedFiles","params":{},"schema":{"columns":[{"name":"id","type":"bigint"}]}}"""),
                ("GET", "/projects/DEMO/datasets/UPLOADS/uploaded/files") => LoopbackReply.Json("""[{"path":"old.csv","size":3}]"""),
                ("POST" or "PUT" or "DELETE", _) when path.StartsWith("/projects/DEMO/datasets/UPLOADS", StringComparison.Ordinal) => LoopbackReply.Json("{}"),
                _ => LoopbackReply.Error(404, "com.dataiku.dip.exceptions.NotFoundException", $"not found: {request.Method} {path}"),
            };
        }
    }

    private const string Graph = """
        {"nodes":{
          "ORDERS":{"type":"COMPUTABLE_DATASET","ref":"ORDERS","predecessors":[],"successors":["sum"]},
          "sum":{"type":"RUNNABLE_RECIPE","subType":"grouping","ref":"sum","predecessors":["ORDERS"],"successors":["TOTALS"]},
          "TOTALS":{"type":"COMPUTABLE_DATASET","ref":"TOTALS","predecessors":["sum"],"successors":[]}}}
        """;

    private static LoopbackReply Schema(params (string Name, string Type)[] columns) => LoopbackReply.Json(new JsonObject
    {
        ["columns"] = new JsonArray([.. columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = column.Type })]), ["userModified"] = false,
    });

    private LoopbackReply Start(JsonObject definition)
    {
        string id = $"Build_TOTALS__NP__{_jobs.Count + 1}.123";
        _jobs.Add(new JsonObject
        {
            ["def"] = new JsonObject
            {
                ["id"] = id, ["type"] = definition["type"]!.GetValue<string>(), ["initiationTimestamp"] = Clock().ToUnixTimeMilliseconds(), ["initiator"] = Initiator,
                ["outputs"] = new JsonArray([.. definition["outputs"]!.AsArray().Select(output => (JsonNode)new JsonObject
                {
                    ["type"] = "DATASET", ["targetDatasetProjectKey"] = Project, ["targetDataset"] = output!["id"]!.GetValue<string>(), ["targetPartition"] = "NP",
                })]),
            },
            ["state"] = "RUNNING", ["stableState"] = false,
        });
        return LoopbackReply.Json($$"""{"id":"{{id}}"}""");
    }

    private LoopbackReply Status(string id)
    {
        string state = _aborted.Count > 0 ? "ABORTED" : LooksBeforeDone-- > 0 ? "RUNNING" : "DONE";
        return LoopbackReply.Json(new JsonObject
        {
            ["baseStatus"] = new JsonObject
            {
                ["def"] = new JsonObject { ["id"] = id }, ["state"] = state, ["jobStartTime"] = 1767225600500,
                ["activities"] = new JsonObject
                {
                    ["sum_NP"] = new JsonObject { ["activityId"] = "sum_NP", ["recipeName"] = "sum", ["recipeType"] = "grouping", ["state"] = state, ["startTime"] = 1767225600500 },
                },
            },
            ["globalState"] = new JsonObject { ["done"] = 1, ["total"] = 1 },
        });
    }

    private LoopbackReply RunScenario()
    {
        ScenarioRuns++;
        return LoopbackReply.Json("""{"trigger":{"id":"manual"},"runId":"t1","cancelled":false}""");
    }

    private LoopbackReply File(LoopbackRequest request, string path)
    {
        switch (request.Method)
        {
            case "GET" when _files.TryGetValue(path, out byte[]? content):
                return new LoopbackReply { Body = content, ContentType = "application/octet-stream" };
            case "POST":
                _files[path] = request.Body;
                return LoopbackReply.Json("{}");
            case "DELETE":
                _files.Remove(path);
                return new LoopbackReply();
            default:
                return LoopbackReply.Error(404, "com.dataiku.dip.exceptions.NotFoundException", $"not found: {path}");
        }
    }

    private static byte[] MakeExport()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("project_config/params.json").Open();
            entry.Write("{}"u8);
        }

        return bytes.ToArray();
    }

    private LoopbackReply Abort(string id)
    {
        _aborted.Add(id);
        return LoopbackReply.Json("{}");
    }
}
