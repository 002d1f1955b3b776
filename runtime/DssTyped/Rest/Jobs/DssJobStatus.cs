using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>How a job stands. Read tolerantly: what DSS leaves out is null or empty.</summary>
public sealed class DssJobStatus : DssDocument
{
    internal DssJobStatus(JsonObject raw) : base(raw)
    {
    }

    /// <summary>NOT_STARTED, RUNNING, DONE, FAILED, ABORTED, or another word while it runs; <c>UNKNOWN</c> when DSS named none.</summary>
    public string State => Base.Text("state") ?? Raw.Text("state") ?? Raw.Child("runtimeSummary").Text("state") ?? "UNKNOWN";

    /// <summary>True when the job will not change any more.</summary>
    public bool IsFinished => State is "DONE" or "FAILED" or "ABORTED";

    /// <summary>True when everything was built.</summary>
    public bool IsDone => State is "DONE";

    /// <summary>When the job began; null before.</summary>
    public DateTimeOffset? StartTime => Base.Time("jobStartTime");

    /// <summary>When the job ended; null before.</summary>
    public DateTimeOffset? EndTime => Base.Time("jobEndTime");

    /// <summary>Who started it.</summary>
    public string? Initiator => Base.Child("def").Text("initiator");

    /// <summary>How many activities the job has; 0 for a job that found nothing to do.</summary>
    public long? ActivityCount => Raw.Child("globalState").Number("total");

    /// <summary>How many activities are done.</summary>
    public long? ActivitiesDone => Raw.Child("globalState").Number("done");

    /// <summary>The runs of recipes the job consists of.</summary>
    public IReadOnlyList<DssJobActivity> Activities =>
        Base.Child("activities") is { } activities
            ? [.. activities.Where(entry => entry.Value is JsonObject).Select(entry => new DssJobActivity(entry.Key, (JsonObject)entry.Value!))]
            : [];

    private JsonObject? Base => Raw.Child("baseStatus");
}

/// <summary>One run of one recipe within a job.</summary>
public sealed class DssJobActivity : DssDocument
{
    private readonly string _key;

    internal DssJobActivity(string key, JsonObject raw) : base(raw) => _key = key;

    /// <summary>Id of the activity.</summary>
    public string Id => Raw.Text("activityId") ?? _key;

    /// <summary>The recipe; null for activities that are not recipes.</summary>
    public string? RecipeName => Raw.Text("recipeName");

    /// <summary>DSS type of the recipe.</summary>
    public string? RecipeType => Raw.Text("recipeType");

    /// <summary>State, with the words of <see cref="DssJobStatus.State"/>.</summary>
    public string State => Raw.Text("state") ?? "UNKNOWN";

    /// <summary>When it began; null before.</summary>
    public DateTimeOffset? StartTime => Raw.Time("startTime");

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndTime => Raw.Time("endTime");

    /// <summary>The first thing that went wrong; null when nothing did.</summary>
    public string? FirstFailure => Raw.Child("firstFailure") is { } failure ? failure.Text("detailedMessage") ?? failure.Text("message") ?? failure.Text("clazz") : null;

    /// <summary>How many warnings it gave.</summary>
    public long WarningCount => Raw.Child("warnings").Number("totalCount") ?? 0;

    /// <summary>Datasets and other objects it builds.</summary>
    public IReadOnlyList<string> Targets =>
        [.. Raw.Child("def").Children("targets").Select(target => target.Text("datasetName") ?? target.Text("id")).OfType<string>()];
}
