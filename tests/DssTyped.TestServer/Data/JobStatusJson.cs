using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DssTyped.TestServer.Data;

/// <summary>The answer to the question how a job stands: the fields that were published from live servers.</summary>
internal static class JobStatusJson
{
    public static JsonObject Of(string project, StartedJob job, JobResult result) => new()
    {
        ["baseStatus"] = new JsonObject
        {
            ["def"] = job.Definition.DeepClone(), ["state"] = State(result.State), ["jobStartTime"] = Time(result.Started), ["jobEndTime"] = Time(result.Ended),
            ["resolveDuration"] = 0, ["execDuration"] = Milliseconds(result.Started, result.Ended),
            ["activities"] = new JsonObject(result.Activities.Select(activity => KeyValuePair.Create(activity.Id, (JsonNode?)Activity(project, activity)))),
        },
        ["globalState"] = new JsonObject
        {
            ["total"] = result.Activities.Count, ["done"] = Count(result, JobState.Done), ["failed"] = Count(result, JobState.Failed), ["aborted"] = Count(result, JobState.Aborted),
            ["running"] = Count(result, JobState.Running), ["warnings"] = result.Activities.Sum(activity => activity.Warnings.Count),
        },
        ["runtimeSummary"] = new JsonObject
        {
            ["state"] = State(result.State), ["jobType"] = job.Definition["type"]!.DeepClone(), ["triggerType"] = "API",
            ["activities"] = new JsonArray([.. result.Activities.Select(activity => (JsonNode)new JsonObject
            {
                ["activityId"] = activity.Id, ["activityType"] = "recipe", ["engineType"] = "DSS", ["state"] = State(activity.State), ["preparingTime"] = 0, ["waitingTime"] = 0,
                ["runningTime"] = Milliseconds(activity.Started, activity.Ended), ["totalTime"] = Milliseconds(activity.Started, activity.Ended),
            })]),
        },
        ["activityIdsByRecipeName"] = new JsonObject(result.Activities.GroupBy(activity => activity.Recipe)
            .Select(runs => KeyValuePair.Create(runs.Key, (JsonNode?)new JsonArray([.. runs.Select(run => (JsonNode)JsonValue.Create(run.Id))])))),
        ["initiator"] = new JsonObject { ["login"] = job.Definition["initiator"]!.DeepClone(), ["displayName"] = job.Definition["initiator"]!.DeepClone() },
    };

    private static JsonObject Activity(string project, ActivityResult activity)
    {
        var status = new JsonObject
        {
            ["activityId"] = activity.Id, ["activityType"] = "recipe", ["recipeName"] = activity.Recipe, ["recipeType"] = activity.RecipeType, ["state"] = State(activity.State),
            ["startTime"] = Time(activity.Started), ["endTime"] = Time(activity.Ended), ["statusOutputs"] = new JsonArray(),
            ["warnings"] = new JsonObject
            {
                ["totalCount"] = activity.Warnings.Count,
                ["warnings"] = activity.Warnings.Count == 0 ? new JsonObject() : new JsonObject
                {
                    ["RECIPE"] = new JsonObject { ["type"] = "RECIPE", ["count"] = activity.Warnings.Count, ["stored"] = new JsonArray([.. activity.Warnings.Select(text => (JsonNode)new JsonObject { ["message"] = text })]) },
                },
            },
            ["def"] = new JsonObject
            {
                ["targets"] = new JsonArray([.. activity.Outputs.Select(output => (JsonNode)new JsonObject { ["projectKey"] = project, ["datasetName"] = output, ["partitionId"] = "NP" })]),
            },
        };
        if (activity.Reason is { } reason)
            status["message"] = reason;
        if (activity.FirstFailure is { } failure)
        {
            status["firstFailure"] = new JsonObject
            {
                ["errorType"] = "com.dataiku.common.server.APIError$SerializedError", ["clazz"] = "java.lang.Exception", ["message"] = failure, ["detailedMessage"] = failure,
            };
        }

        return status;
    }

    private static int Count(JobResult result, JobState state) => result.Activities.Count(activity => activity.State == state);

    private static long Milliseconds(DateTimeOffset? from, DateTimeOffset? to) => from is { } start && to is { } end ? (long)(end - start).TotalMilliseconds : 0;

    public static long Time(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds() ?? 0;

    public static string State(JobState state) => state switch
    {
        JobState.NotStarted => "NOT_STARTED",
        JobState.Running => "RUNNING",
        JobState.Done => "DONE",
        JobState.Failed => "FAILED",
        JobState.Aborted => "ABORTED",
        _ => throw new UnreachableException($"Job state {state} is not known."),
    };
}
