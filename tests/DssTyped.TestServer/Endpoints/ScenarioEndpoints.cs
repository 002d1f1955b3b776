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
        catalog.Map("GET", Scenarios, ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, new JsonArray([.. project.Scenarios.All().Select(Light)])));
        catalog.Map("POST", Scenarios, ShapeSource.ClientSource, [], project, async context =>
        {
            JsonObject scenario = await DssAnswer.BodyAsync(context, "params", "type", "name").ConfigureAwait(false);
            scenario["id"] = scenario["name"]!.GetValue<string>().ToUpperInvariant().Replace(' ', '_');
            project.Scenarios.Add(scenario);
            await DssAnswer.JsonAsync(context, new JsonObject { ["id"] = scenario["id"]!.DeepClone() }).ConfigureAwait(false);
        });
        catalog.Map("GET", One, ShapeSource.ProjectExports, [], project, context => DssAnswer.JsonAsync(context, project.Scenarios.Get(context.Route("id"))));
        catalog.Map("PUT", One, ShapeSource.ClientSource, [], project, async context => project.Scenarios.Replace(context.Route("id"), await DssAnswer.AnyBodyAsync(context).ConfigureAwait(false)));
        catalog.Map("DELETE", One, ShapeSource.ClientSource, [], project, context =>
        {
            project.Scenarios.Remove(context.Route("id"));
            return Task.CompletedTask;
        });
        catalog.Map("GET", One + "/light", ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, Light(project.Scenarios.Get(context.Route("id")))));
        catalog.Map("POST", One + "/run", ShapeSource.Documentation, [], project, context => RunAsync(context, project, runs));
        catalog.Map("POST", One + "/abort", ShapeSource.Documentation, [], project, context => DssAnswer.JsonAsync(context, new JsonObject { ["aborted"] = false }));
        catalog.Map("GET", One + "/get-run-for-trigger", ShapeSource.ClientSource, ["triggerId", "triggerRunId"], project, context =>
            DssAnswer.JsonAsync(context, new JsonObject { ["scenarioRun"] = Run(runs, context.QueryText("triggerRunId")).DeepClone() }));
        catalog.Map("GET", "/projects/{project}/scenarios/trigger/{id}/{trigger}", ShapeSource.ClientSource, ["triggerRunId"], project, context => DssAnswer.JsonAsync(context, Fire(context.QueryText("triggerRunId") ?? "")));
        catalog.Map("GET", One + "/get-last-runs", ShapeSource.Documentation, ["limit", "onlyFinishedRuns"], project, context =>
            DssAnswer.JsonAsync(context, new JsonArray([.. Of(runs, context.Route("id")).Take(int.Parse(context.QueryText("limit") ?? "10", CultureInfo.InvariantCulture)).Select(run => run.DeepClone())])));
        catalog.Map("GET", One + "/{run}/", ShapeSource.ClientSource, [], project, context =>
        {
            JsonObject run = Run(runs, context.Route("run"));
            return DssAnswer.JsonAsync(context, new JsonObject { ["scenarioRun"] = run.DeepClone(), ["stepRuns"] = run["stepRuns"]?.DeepClone() ?? new JsonArray() });
        });
        catalog.Map("GET", One + "/{run}/log", ShapeSource.Documentation, ["stepId"], project, context => DssAnswer.TextAsync(context, $"Scenario run {Run(runs, context.Route("run"))["runId"]}\n"));
    }

    private static JsonObject Light(JsonObject scenario) => new()
    {
        ["id"] = scenario["id"]!.DeepClone(), ["name"] = scenario["name"]?.DeepClone(), ["type"] = scenario["type"]?.DeepClone(), ["active"] = scenario["active"]?.DeepClone() ?? false, ["running"] = false,
    };

    private static async Task RunAsync(HttpContext context, ServedProject project, ConcurrentDictionary<string, JsonObject> runs)
    {
        JsonObject scenario = project.Scenarios.Get(context.Route("id"));
        await DssAnswer.AnyBodyAsync(context).ConfigureAwait(false);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        string id = string.Create(CultureInfo.InvariantCulture, $"{start:yyyy-MM-dd-HH-mm-ss-fff}-{runs.Count}");
        var steps = new JsonArray();
        bool good = true;
        foreach (JsonObject step in (scenario["params"]?["steps"] as JsonArray ?? []).OfType<JsonObject>())
        {
            good = good && await StepAsync(step, project).ConfigureAwait(false);
            steps.Add((JsonNode)new JsonObject { ["step"] = step.DeepClone(), ["result"] = new JsonObject { ["outcome"] = good ? "SUCCESS" : "FAILED" } });
        }

        runs[id] = new JsonObject
        {
            ["runId"] = id, ["start"] = start.ToUnixTimeMilliseconds(), ["end"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), ["scenario"] = Light(scenario), ["trigger"] = Fire(id),
            ["stepRuns"] = steps, ["result"] = new JsonObject { ["outcome"] = good ? "SUCCESS" : "FAILED" },
        };
        await DssAnswer.JsonAsync(context, Fire(id)).ConfigureAwait(false);
    }

    private static async Task<bool> StepAsync(JsonObject step, ServedProject project)
    {
        if (step["type"]?.GetValue<string>() != "build_flowitem")
            return false;
        JsonObject parameters = step["params"]!.AsObject();
        JobOutput[] outputs = [.. (parameters["builds"] as JsonArray ?? []).OfType<JsonObject>().Select(build => new JobOutput(FlowObjectType.Dataset, build["itemId"]!.GetValue<string>()))];
        BuildMode mode = BuildModes.Parse(parameters["jobType"]?.GetValue<string>() ?? "RECURSIVE_BUILD") ?? BuildMode.Recursive;
        IFlowJob job = await project.Engine.StartJobAsync(new JobRequest(outputs, mode) { SchemaCheck = SchemaCheck.Skip }, CancellationToken.None).ConfigureAwait(false);
        return (await job.WaitAsync().ConfigureAwait(false)).Succeeded;
    }

    private static JsonObject Fire(string runId) => new() { ["trigger"] = new JsonObject { ["id"] = "manual", ["type"] = "manual" }, ["runId"] = runId, ["cancelled"] = false };

    private static JsonObject Run(ConcurrentDictionary<string, JsonObject> runs, string? id) => runs.GetValueOrDefault(id ?? "") ?? throw DssFailureException.Missing($"Scenario run {id}");

    private static IEnumerable<JsonObject> Of(ConcurrentDictionary<string, JsonObject> runs, string scenario) =>
        runs.Where(run => run.Value["scenario"]!["id"]!.GetValue<string>() == scenario).OrderByDescending(run => run.Key, StringComparer.Ordinal).Select(run => run.Value);
}
