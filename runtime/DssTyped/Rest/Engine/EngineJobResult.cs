using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>DSS's account of a job, in the runtime's terms.</summary>
internal static class EngineJobResult
{
    public static JobResult Of(string id, DssJobStatus status) => new(id, State(status.State))
    {
        Started = status.StartTime,
        Ended = status.EndTime,
        Activities = [.. status.Activities.Select(Activity).OrderBy(activity => activity.Started ?? DateTimeOffset.MaxValue)],
    };

    private static ActivityResult Activity(DssJobActivity activity) => new(activity.Id, activity.RecipeName ?? activity.Id, activity.RecipeType ?? "", State(activity.State))
    {
        Outputs = activity.Targets,
        FirstFailure = activity.FirstFailure,
        Started = activity.StartTime,
        Ended = activity.EndTime,
        Reason = activity.Raw.Text("message"),
        Warnings = [.. Warnings(activity)],
    };

    private static IEnumerable<string> Warnings(DssJobActivity activity) =>
        (activity.Raw.Child("warnings").Child("warnings") ?? [])
            .SelectMany(kind => (kind.Value as System.Text.Json.Nodes.JsonObject).Children("stored"))
            .Select(warning => warning.Text("message")).OfType<string>();

    // DSS has more words for "not yet over" than it documents.
    private static JobState State(string state) => state switch
    {
        "DONE" => JobState.Done,
        "FAILED" => JobState.Failed,
        "ABORTED" => JobState.Aborted,
        "NOT_STARTED" => JobState.NotStarted,
        _ => JobState.Running,
    };
}
