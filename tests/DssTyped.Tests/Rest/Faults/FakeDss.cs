using System.Text.Json.Nodes;
using DssTyped.Tests.Rest.Loopback;

namespace DssTyped.Tests.Rest.Faults;

/// <summary>
/// Enough of a DSS server for one pipeline: a recipe "sum" from ORDERS to TOTALS. Jobs it has started stay in its list, so a
/// test can count them whatever the client was told.
/// </summary>
internal sealed class FakeDss
{
    public const string Project = "DEMO";

    private static readonly string[] Rows = ["1\t10.5\n", "2\t\"20.25\"\n", "3\t\n"];

    private readonly List<JsonObject> _jobs = [];
    private readonly object _lock = new();

    public int JobsStarted
    {
        get
        {
            lock (_lock)
                return _jobs.Count;
        }
    }

    public bool WasAborted { get; private set; }

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
                ("POST", "/projects/DEMO/jobs/") => Start(request.Json!.AsObject()),
                ("GET", "/projects/DEMO/jobs/") => LoopbackReply.Json(new JsonArray([.. (ListsBeforeJobShows-- > 0 ? [] : _jobs).Select(job => (JsonNode)job.DeepClone())])),
                ("GET", _) when path.EndsWith("/log", StringComparison.Ordinal) => LoopbackReply.Text("log"),
                ("GET", _) when path.StartsWith("/projects/DEMO/jobs/", StringComparison.Ordinal) => Status(path.Split('/')[4]),
                ("POST", _) when path.EndsWith("/abort", StringComparison.Ordinal) => Abort(),
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
                ["id"] = id, ["type"] = definition["type"]!.GetValue<string>(), ["initiationTimestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
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
        string state = WasAborted ? "ABORTED" : LooksBeforeDone-- > 0 ? "RUNNING" : "DONE";
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

    private LoopbackReply Abort()
    {
        WasAborted = true;
        return LoopbackReply.Json("{}");
    }
}
