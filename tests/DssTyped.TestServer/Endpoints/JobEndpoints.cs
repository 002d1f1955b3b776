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
    private const string Start = "{type: string, outputs: [{type?: string?, id: string, projectKey?: string?, partition?: string?}], refreshHiveMetastore?: bool, autoUpdateSchemaBeforeEachRecipeRun?: bool}";

    private static readonly Dictionary<string, FlowObjectType> OutputTypes = new(StringComparer.Ordinal)
    {
        ["DATASET"] = FlowObjectType.Dataset, ["MANAGED_FOLDER"] = FlowObjectType.ManagedFolder, ["SAVED_MODEL"] = FlowObjectType.SavedModel,
        ["MODEL_EVALUATION_STORE"] = FlowObjectType.ModelEvaluationStore, ["STREAMING_ENDPOINT"] = FlowObjectType.StreamingEndpoint,
        ["RETRIEVABLE_KNOWLEDGE"] = FlowObjectType.KnowledgeBank,
    };

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        catalog.Map("POST", "/projects/{project}/jobs/", ShapeSource.Documentation, [$"body {Start}"], context => StartAsync(context, project));
        catalog.Map("GET", "/projects/{project}/jobs/", ShapeSource.Documentation, ["limit: int"], context => ListAsync(context, project));
        catalog.Map("GET", One + "/", ShapeSource.SeenLive, [], context => StatusAsync(context, project));
        catalog.Map("GET", One + "/log", ShapeSource.Documentation, ["activity"], async context =>
            await DssAnswer.TextAsync(context, await Job(context, project).Job.GetLogAsync(context.QueryText("activity"), context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false));
        catalog.Map("POST", One + "/abort", ShapeSource.Unknown, [], async context =>
        {
            await Job(context, project).Job.AbortAsync(context.RequestAborted).ConfigureAwait(false);
            await DssAnswer.MessageAsync(context, "Job aborted").ConfigureAwait(false);
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
        JsonObject body = DssAnswer.Body(context);
        string type = body["type"]!.GetValue<string>();
        BuildMode mode = BuildModes.Parse(type) ?? throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Unknown job type: {type}");
        JobOutput[] outputs = [.. body["outputs"]!.AsArray().OfType<JsonObject>().Select(output => Output(output, project))];
        if (outputs.Length == 0)
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", "The job has no output");

        // The client's compiled schemas are not known here, so there is nothing to check against.
        var request = new JobRequest(outputs, mode) { SchemaCheck = SchemaCheck.Skip, AutoUpdateSchemas = body["autoUpdateSchemaBeforeEachRecipeRun"]?.GetValue<bool>() ?? false };
        IFlowJob job = await project.Engine.StartJobAsync(request, CancellationToken.None).ConfigureAwait(false);
        string id = string.Create(CultureInfo.InvariantCulture, $"Build_{outputs[0].Id}__{outputs[0].Partition ?? "NP"}__{DateTime.UtcNow:yyyy-MM-ddTHH-mm-ss.fff}");
        while (project.Jobs.Find(id) is not null)
            id += "1";
        project.Jobs.Add(new StartedJob(id, job, Definition(project, id, body, outputs)));
        await DssAnswer.JsonAsync(context, new JsonObject { ["id"] = id }).ConfigureAwait(false);
    }

    private static JobOutput Output(JsonObject output, ServedProject project)
    {
        string type = output["type"]?.GetValue<string>() ?? "DATASET";
        string id = output["id"]!.GetValue<string>();
        if (!OutputTypes.TryGetValue(type, out FlowObjectType known))
            throw new DssFailureException(400, "java.lang.IllegalArgumentException", $"Unknown output type: {type}");
        if (output["projectKey"]?.GetValue<string>() is { } owner && owner != project.Key)
            throw DssFailureException.Missing($"dataset: {owner}.{id}");
        if (known == FlowObjectType.Dataset && project.Datasets.Find(id) is null)
            throw DssFailureException.Missing($"dataset: {project.Key}.{id}");
        return new JobOutput(known, id, output["partition"]?.GetValue<string>() is { } partition and not "NP" ? partition : null);
    }

    private static JsonObject Definition(ServedProject project, string id, JsonObject body, JobOutput[] outputs) => new()
    {
        ["id"] = id, ["name"] = $"Build {outputs[0].Id} ({outputs[0].Partition ?? "NP"})", ["projectKey"] = project.Key, ["type"] = body["type"]!.DeepClone(), ["initiator"] = "api:test",
        ["initiationTimestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["triggeredFrom"] = "API",
        ["refreshHiveMetastore"] = body["refreshHiveMetastore"]?.DeepClone() ?? false, ["autoUpdateSchemaBeforeEachRecipeRun"] = body["autoUpdateSchemaBeforeEachRecipeRun"]?.DeepClone() ?? false,
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
                ["def"] = job.Definition.DeepClone(), ["state"] = JobStatusJson.State(result.State), ["stableState"] = result.State is JobState.Done or JobState.Failed or JobState.Aborted,
                ["startTime"] = JobStatusJson.Time(result.Started), ["endTime"] = JobStatusJson.Time(result.Ended), ["warningsCount"] = 0,
            });
        }

        await DssAnswer.JsonAsync(context, list).ConfigureAwait(false);
    }

    private static async Task StatusAsync(HttpContext context, ServedProject project)
    {
        StartedJob job = Job(context, project);
        JobResult result = await job.Job.GetStatusAsync(context.RequestAborted).ConfigureAwait(false);
        await DssAnswer.JsonAsync(context, JobStatusJson.Of(project.Key, job, result)).ConfigureAwait(false);
    }
}
