using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.TestServer.Http;
using Microsoft.AspNetCore.Http;

namespace DssTyped.TestServer.Endpoints;

/// <summary>Scenarios. Their build steps run as jobs; a scenario with any other step fails and says so.</summary>
internal static class ScenarioEndpoints
{
    private const string Scenarios = "/projects/{project}/scenarios/";
    private const string One = "/projects/{project}/scenarios/{id}";

    public static void Map(EndpointCatalog catalog, ServedProject project)
    {
        var runs = new ConcurrentDictionary<string, JsonObject>(StringComparer.Ordinal);
        catalog.Map("GET", Scenarios, ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, new JsonArray([.. project.Scenarios.All().Select(scenario => (JsonNode)Light(project, scenario))])));
        catalog.Map("POST", Scenarios, ShapeSource.ClientSource, ["body {params: object, type: string, name: string}"], project, context =>
        {
            JsonObject scenario = DssAnswer.Body(context);
            scenario["id"] = scenario["name"]!.GetValue<string>().ToUpperInvariant().Replace(' ', '_');
            project.Scenarios.Add(scenario);
            return DssAnswer.JsonAsync(context, new JsonObject { ["id"] = scenario["id"]!.DeepClone() });
        });
        catalog.Map("GET", One, ShapeSource.ProjectExports, [], project, context => DssAnswer.JsonAsync(context, project.Scenarios.Get(context.Route("id"))));
        catalog.Map("PUT", One, ShapeSource.Unknown, ["body {id: string, name: string, type: string, ...}"], project, context =>
        {
            project.Scenarios.Replace(context.Route("id"), DssAnswer.Body(context));
            return DssAnswer.MessageAsync(context, "updated scenario");
        });
        catalog.Map("DELETE", One, ShapeSource.Unknown, [], project, context =>
        {
            project.Scenarios.Remove(context.Route("id"));
            return DssAnswer.MessageAsync(context, "deleted scenario");
        });
        catalog.Map("GET", One + "/light", ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, Light(project, project.Scenarios.Get(context.Route("id")))));
        catalog.Map("POST", One + "/run", ShapeSource.Documentation, ["body object"], project, context => RunAsync(context, project, runs));
        catalog.Map("POST", One + "/abort", ShapeSource.Unknown, [], project, context =>
        {
            project.Scenarios.Get(context.Route("id"));
            return DssAnswer.MessageAsync(context, "aborted");
        });
        catalog.Map("GET", One + "/get-run-for-trigger", ShapeSource.ClientSource, ["triggerId!", "triggerRunId!"], project, context =>
            DssAnswer.JsonAsync(context, new JsonObject { ["scenarioRun"] = WithoutSteps(Run(runs, context.QueryText("triggerRunId"))) }));
        catalog.Map("GET", "/projects/{project}/scenarios/trigger/{id}/{trigger}", ShapeSource.ClientSource, ["triggerRunId!"], project, context => DssAnswer.JsonAsync(context, Fire(project, context.Route("id"), context.QueryText("triggerRunId")!)));
        catalog.Map("GET", One + "/get-last-runs", ShapeSource.Documentation, ["limit: int", "onlyFinishedRuns: bool"], project, context =>
            DssAnswer.JsonAsync(context, new JsonArray([.. Of(runs, context.Route("id")).Take(int.Parse(context.QueryText("limit") ?? "10", CultureInfo.InvariantCulture)).Select(run => (JsonNode)WithoutSteps(run))])));
        catalog.Map("GET", One + "/{run}/", ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject run = Run(runs, context.Route("run"));
            return DssAnswer.JsonAsync(context, new JsonObject { ["scenarioRun"] = WithoutSteps(run), ["stepRuns"] = run["stepRuns"]?.DeepClone() ?? new JsonArray() });
        });
        catalog.Map("GET", One + "/{run}/log", ShapeSource.Documentation, ["stepId"], project, context => DssAnswer.TextAsync(context, $"Scenario run {Run(runs, context.Route("run"))["runId"]}\n"));
    }

    private static JsonObject WithoutSteps(JsonObject run)
    {
        var told = (JsonObject)run.DeepClone();
        told.Remove("stepRuns");
        return told;
    }

    private static JsonObject Light(ServedProject project, JsonObject scenario) => new()
    {
        ["projectKey"] = project.Key, ["id"] = scenario["id"]!.DeepClone(), ["name"] = scenario["name"]?.DeepClone(), ["type"] = scenario["type"]?.DeepClone(), ["active"] = scenario["active"]?.DeepClone() ?? false, ["running"] = false,
        ["tags"] = scenario["tags"]?.DeepClone() ?? new JsonArray(), ["shortDesc"] = scenario["shortDesc"]?.DeepClone() ?? "",
    };

    private static async Task RunAsync(HttpContext context, ServedProject project, ConcurrentDictionary<string, JsonObject> runs)
    {
        JsonObject scenario = project.Scenarios.Get(context.Route("id"));
        DateTimeOffset start = DateTimeOffset.UtcNow;
        string id = string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM-dd-HH-mm-ss-fff}-{runs.Count}");
        var steps = new JsonArray();
        bool good = true;
        foreach (JsonObject step in (scenario["params"]?["steps"] as JsonArray ?? []).OfType<JsonObject>())
        {
            long begun = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            JobResult? job = good ? await StepAsync(step, project).ConfigureAwait(false) : null;
            good = job?.Succeeded ?? false;
            steps.Add((JsonNode)new JsonObject
            {
                ["step"] = step.DeepClone(), ["runId"] = $"step{steps.Count + 1}", ["start"] = begun, ["end"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
                ["result"] = new JsonObject { ["type"] = "STEP_DONE", ["outcome"] = good ? "SUCCESS" : "FAILED" },
                ["additionalReportItems"] = job is null ? [] : new JsonArray(new JsonObject { ["type"] = "JOB_EXECUTED", ["jobId"] = job.Id }),
            });
        }

        runs[id] = new JsonObject
        {
            ["runId"] = id, ["start"] = start.ToUnixTimeMilliseconds(), ["end"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["trigger"] = Fire(project, context.Route("id"), id),
            ["scenario"] = new JsonObject { ["projectKey"] = project.Key, ["id"] = context.Route("id"), ["name"] = scenario["name"]?.DeepClone(), ["type"] = scenario["type"]?.DeepClone(), ["markedAsTest"] = scenario["markedAsTest"]?.DeepClone() ?? false },
            ["stepRuns"] = steps, ["variables"] = new JsonObject(), ["reportersStates"] = new JsonArray(),
            ["result"] = new JsonObject { ["type"] = "SCENARIO_DONE", ["outcome"] = good ? "SUCCESS" : "FAILED", ["target"] = new JsonObject { ["type"] = "SCENARIO" }, ["reportItems"] = new JsonArray() },
        };
        await DssAnswer.JsonAsync(context, Fire(project, context.Route("id"), id)).ConfigureAwait(false);
    }

    /// <summary>The job of a build step; null for a step of another kind.</summary>
    private static async Task<JobResult?> StepAsync(JsonObject step, ServedProject project)
    {
        if (step["type"]?.GetValue<string>() != "build_flowitem")
            return null;
        JsonObject parameters = step["params"]!.AsObject();
        JobOutput[] outputs = [.. (parameters["builds"] as JsonArray ?? []).OfType<JsonObject>().Select(build => new JobOutput(FlowObjectType.Dataset, build["itemId"]!.GetValue<string>()))];
        BuildMode mode = BuildModes.Parse(parameters["jobType"]?.GetValue<string>() ?? "RECURSIVE_BUILD") ?? BuildMode.Recursive;
        IFlowJob job = await project.Engine.StartJobAsync(new JobRequest(outputs, mode) { SchemaCheck = SchemaCheck.Skip }, CancellationToken.None).ConfigureAwait(false);
        return await job.WaitAsync().ConfigureAwait(false);
    }

    private static JsonObject Fire(ServedProject project, string scenario, string runId) => new()
    {
        ["trigger"] = new JsonObject { ["id"] = "manual", ["type"] = "manual", ["name"] = "Manual trigger", ["active"] = true, ["params"] = new JsonObject() },
        ["runId"] = runId, ["projectKey"] = project.Key, ["scenarioId"] = scenario, ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["cancelled"] = false, ["params"] = new JsonObject(),
    };

    private static JsonObject Run(ConcurrentDictionary<string, JsonObject> runs, string? id) => runs.GetValueOrDefault(id ?? "") ?? throw DssFailureException.Missing($"Scenario run {id}");

    private static IEnumerable<JsonObject> Of(ConcurrentDictionary<string, JsonObject> runs, string scenario) =>
        runs.Where(run => run.Value["scenario"]!["id"]!.GetValue<string>() == scenario).OrderByDescending(run => run.Key, StringComparer.Ordinal).Select(run => run.Value);
}
