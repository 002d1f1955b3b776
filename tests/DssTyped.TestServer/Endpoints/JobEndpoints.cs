using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Data;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Jobs, run by the engine behind the server.</summary>
internal static class JobEndpoints
{
    private const string One = "/projects/{project}/jobs/{id}";

    private static readonly Dictionary<string, FlowObjectType> OutputTypes = new(StringComparer.Ordinal)
    {
        ["DATASET"] = FlowObjectType.Dataset, ["MANAGED_FOLDER"] = FlowObjectType.ManagedFolder, ["SAVED_MODEL"] = FlowObjectType.SavedModel,
        ["MODEL_EVALUATION_STORE"] = FlowObjectType.ModelEvaluationStore, ["STREAMING_ENDPOINT"] = FlowObjectType.StreamingEndpoint,
        ["RETRIEVABLE_KNOWLEDGE"] = FlowObjectType.KnowledgeBank,
    };

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("POST", "/projects/{project}/jobs/", ShapeSource.Documentation, [], context => StartAsync(context, project));
        catalog.Map("GET", "/projects/{project}/jobs/", ShapeSource.Documentation, ["limit"], context => ListAsync(context, project));
        catalog.Map("GET", One + "/", ShapeSource.SeenLive, [], context => StatusAsync(context, project));
        catalog.Map("GET", One + "/log", ShapeSource.Documentation, ["activity"], async context =>
            await DssAnswer.TextAsync(context, await Job(context, project).Job.GetLogAsync(context.QueryText("activity"), context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false));
        catalog.Map("POST", One + "/abort", ShapeSource.Documentation, [], async context =>
        {
            await Job(context, project).Job.AbortAsync(context.RequestAborted).ConfigureAwait(false);
            await DssAnswer.JsonAsync(context, new JsonObject { ["msg"] = "Job aborted" }).ConfigureAwait(false);
        });
    }

    private static StartedJob Job(HttpContext context, ServedProject project)
    {
        context.CheckProject(project);
        return project.Jobs.Find(context.Route("id")) ?? throw DssFailureException.Missing($"Job {context.Route("id")}");
    }

    private static async Task StartAsync(HttpContext context, ServedProject project)
    {
        context.CheckProject(project);
        JsonObject body = await DssAnswer.BodyAsync(context, "type", "refreshHiveMetastore", "outputs", "autoUpdateSchemaBeforeEachRecipeRun").ConfigureAwait(false);
        string type = body["type"]?.GetValue<string>() ?? "NON_RECURSIVE_FORCED_BUILD";
        BuildMode mode = BuildModes.Parse(type) ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Unknown job type: {type}");
        JobOutput[] outputs = [.. (body["outputs"] as JsonArray ?? []).OfType<JsonObject>().Select(output => Output(output, project))];
        if (outputs.Length == 0)
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "The job has no output");

        // The client's compiled schemas are not known here, so there is nothing to check against.
        var request = new JobRequest(outputs, mode) { SchemaCheck = SchemaCheck.Skip, AutoUpdateSchemas = body["autoUpdateSchemaBeforeEachRecipeRun"]?.GetValue<bool>() ?? false };
        IFlowJob job = await project.Engine.StartJobAsync(request, CancellationToken.None).ConfigureAwait(false);
        string id = string.Create(CultureInfo.InvariantCulture, $"Build_{outputs[0].Id}__{outputs[0].Partition ?? "NP"}__{DateTime.UtcNow:yyyy-MM-ddTHH-mm-ss.fff}");
        while (project.Jobs.Find(id) is not null)
            id += "1";
        project.Jobs.Add(new StartedJob(id, job, Definition(project, id, type, outputs)));
        await DssAnswer.JsonAsync(context, new JsonObject { ["id"] = id }).ConfigureAwait(false);
    }

    private static JobOutput Output(JsonObject output, ServedProject project)
    {
        string type = output["type"]?.GetValue<string>() ?? "DATASET";
        string id = output["id"]?.GetValue<string>() ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", "An output has no id");
        if (!OutputTypes.TryGetValue(type, out FlowObjectType known))
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Unknown output type: {type}");
        if (known == FlowObjectType.Dataset && project.Datasets.Find(id) is null)
            throw DssFailureException.Missing($"dataset: {project.Key}.{id}");
        return new JobOutput(known, id, output["partition"]?.GetValue<string>() is { } partition and not "NP" ? partition : null);
    }

    private static JsonObject Definition(ServedProject project, string id, string type, JobOutput[] outputs) => new()
    {
        ["id"] = id, ["name"] = $"Build {outputs[0].Id}", ["projectKey"] = project.Key, ["type"] = type, ["initiator"] = "api:test",
        ["initiationTimestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["triggeredFrom"] = "API", ["refreshHiveMetastore"] = false,
        ["outputs"] = new JsonArray([.. outputs.Select(output => (JsonNode)new JsonObject
        {
            ["type"] = OutputTypes.First(known => known.Value == output.ObjectType).Key, ["targetDatasetProjectKey"] = project.Key,
            ["targetDataset"] = output.Id, ["targetPartition"] = output.Partition ?? "NP",
        })]),
    };

    private static async Task ListAsync(HttpContext context, ServedProject project)
    {
        context.CheckProject(project);
        var list = new JsonArray();
        int limit = context.QueryText("limit") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : int.MaxValue;
        foreach (StartedJob job in project.Jobs.All().Reverse().Take(limit))
        {
            JobResult result = await job.Job.GetStatusAsync(context.RequestAborted).ConfigureAwait(false);
            list.Add((JsonNode)new JsonObject
            {
                ["def"] = job.Definition.DeepClone(), ["state"] = State(result.State), ["stableState"] = result.State is JobState.Done or JobState.Failed or JobState.Aborted,
                ["startTime"] = Time(result.Started), ["endTime"] = Time(result.Ended), ["warningsCount"] = 0,
            });
        }

        await DssAnswer.JsonAsync(context, list).ConfigureAwait(false);
    }

    private static async Task StatusAsync(HttpContext context, ServedProject project)
    {
        StartedJob job = Job(context, project);
        JobResult result = await job.Job.GetStatusAsync(context.RequestAborted).ConfigureAwait(false);
        await DssAnswer.JsonAsync(context, new JsonObject
        {
            ["baseStatus"] = new JsonObject
            {
                ["def"] = job.Definition.DeepClone(), ["state"] = State(result.State), ["jobStartTime"] = Time(result.Started), ["jobEndTime"] = Time(result.Ended),
                ["activities"] = new JsonObject(result.Activities.Select(activity => KeyValuePair.Create(activity.Id, (JsonNode?)Activity(project, activity)))),
            },
            ["globalState"] = new JsonObject
            {
                ["done"] = result.Activities.Count(activity => activity.State == JobState.Done), ["failed"] = result.Activities.Count(activity => activity.State == JobState.Failed),
                ["running"] = result.Activities.Count(activity => activity.State == JobState.Running), ["total"] = result.Activities.Count,
            },
        }).ConfigureAwait(false);
    }

    private static JsonObject Activity(ServedProject project, ActivityResult activity)
    {
        var status = new JsonObject
        {
            ["activityId"] = activity.Id, ["activityType"] = "recipe", ["recipeName"] = activity.Recipe, ["recipeType"] = activity.RecipeType, ["state"] = State(activity.State),
            ["startTime"] = Time(activity.Started), ["endTime"] = Time(activity.Ended), ["statusOutputs"] = new JsonArray(), ["message"] = activity.Reason,
            ["warnings"] = new JsonObject
            {
                ["totalCount"] = activity.Warnings.Count,
                ["warnings"] = new JsonObject
                {
                    ["RECIPE"] = new JsonObject { ["count"] = activity.Warnings.Count, ["stored"] = new JsonArray([.. activity.Warnings.Select(text => (JsonNode)new JsonObject { ["message"] = text })]) },
                },
            },
            ["def"] = new JsonObject
            {
                ["targets"] = new JsonArray([.. activity.Outputs.Select(output => (JsonNode)new JsonObject { ["projectKey"] = project.Key, ["datasetName"] = output, ["partitionId"] = "NP" })]),
            },
        };
        if (activity.FirstFailure is { } failure)
            status["firstFailure"] = new JsonObject { ["errorType"] = "java.lang.Exception", ["message"] = failure, ["detailedMessage"] = failure };
        return status;
    }

    private static long Time(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? 0;

    private static string State(JobState state) => state switch
    {
        JobState.NotStarted => "NOT_STARTED",
        JobState.Running => "RUNNING",
        JobState.Done => "DONE",
        JobState.Failed => "FAILED",
        JobState.Aborted => "ABORTED",
        _ => throw new UnreachableException($"Job state {state} is not known."),
    };
}
