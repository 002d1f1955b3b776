using System.Globalization;
using System.Text;
using DssTyped.Flow.Json;
using DssTyped.Local.Store;

namespace DssTyped.Local.Execution;

/// <summary>What is kept of a job in the workspace: its result and the logs of its activities.</summary>
internal sealed class JobJournal(string workspace, string jobId)
{
    private const string ResultFile = "job.json";

    private readonly string _folder = FolderOf(workspace, jobId);
    private readonly Lock _appending = new();

    /// <summary>Writes the result as it is now.</summary>
    /// <returns>False if the result of a job that has ended could not be written.</returns>
    /// <exception cref="DssException">The workspace can't be written to.</exception>
    public bool Write(JobResult result)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            Durable.Replace(Path.Combine(_folder, ResultFile), Encoding.UTF8.GetBytes(JsonWriter.Indented(ToJson(result))), flush: false);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && result.Ended is null)
        {
            throw new DssException($"The workspace folder '{_folder}' can't be written to: {exception.Message} Give this user the right to write there, free space, or choose another WorkspaceFolder (--workspace).", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The job has ended as it has: a journal that can't be written must not hide that.
            return false;
        }
    }

    /// <summary>Adds the log of an activity that has ended.</summary>
    public void AddLog(string activity, ActivityLog log)
    {
        try
        {
            lock (_appending)
                JobLog.Append(_folder, activity, log.ToString());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The log is still in memory, and in the result's tail.
        }
    }

    /// <summary>Reads the result of a job of any process; null if the workspace does not know it.</summary>
    public static JobResult? Read(string workspace, string jobId)
    {
        string path = Path.Combine(FolderOf(workspace, jobId), ResultFile);
        return File.Exists(path) && JsonReader.Read(File.ReadAllBytes(path)).Root is { IsObject: true } root ? FromJson(root) : null;
    }

    /// <summary>Reads the log of an activity; empty if there is none.</summary>
    public static string ReadLog(string workspace, string jobId, string activity) => JobLog.Read(FolderOf(workspace, jobId), activity);

    /// <summary>A result as the command line prints it and the journal keeps it.</summary>
    public static JsonValue ToJson(JobResult result) => JsonValue.Object(
        ("jobId", JsonValue.String(result.Id)),
        ("state", JsonValue.String(NameOf(result.State))),
        ("started", Time(result.Started)),
        ("ended", Time(result.Ended)),
        ("activities", JsonValue.Array([.. result.Activities.Select(activity => JsonValue.Object(
            ("recipe", JsonValue.String(activity.Recipe)),
            ("type", JsonValue.String(activity.RecipeType)),
            ("state", JsonValue.String(NameOf(activity.State))),
            ("outputs", Texts(activity.Outputs)),
            ("rows", activity.Rows is { } rows ? JsonValue.Number(rows) : JsonValue.Null),
            ("warnings", Texts(activity.Warnings)),
            ("reason", Text(activity.Reason)),
            ("firstFailure", Text(activity.FirstFailure)),
            ("logTail", activity.LogTail.Count == 0 ? null : Texts(activity.LogTail)),
            ("started", Time(activity.Started)),
            ("ended", Time(activity.Ended))))])));

    private static JobResult FromJson(JsonValue root) => new(root.FindText("jobId") ?? "", StateOf(root.FindText("state")))
    {
        Started = TimeOf(root, "started"),
        Ended = TimeOf(root, "ended"),
        Activities = [.. root.FindItems("activities").Select(activity => new ActivityResult(
            activity.FindText("recipe") ?? "", activity.FindText("recipe") ?? "", activity.FindText("type") ?? "", StateOf(activity.FindText("state")))
        {
            Outputs = TextsOf(activity, "outputs"),
            Rows = long.TryParse(activity.FindText("rows"), NumberStyles.None, CultureInfo.InvariantCulture, out long rows) ? rows : null,
            Warnings = TextsOf(activity, "warnings"),
            Reason = activity.FindText("reason"),
            FirstFailure = activity.FindText("firstFailure"),
            LogTail = TextsOf(activity, "logTail"),
            Started = TimeOf(activity, "started"),
            Ended = TimeOf(activity, "ended"),
        })],
    };

    private static string FolderOf(string workspace, string jobId) => Path.Combine(workspace, "jobs", StoreNames.FolderOf(jobId, collides: false));

    private static string NameOf(JobState state) => state switch
    {
        JobState.NotStarted => "NOT_STARTED",
        JobState.Running => "RUNNING",
        JobState.Done => "DONE",
        JobState.Failed => "FAILED",
        JobState.Aborted => "ABORTED",
    };

    private static JobState StateOf(string? name) => name switch
    {
        "RUNNING" => JobState.Running,
        "DONE" => JobState.Done,
        "FAILED" => JobState.Failed,
        "ABORTED" => JobState.Aborted,
        _ => JobState.NotStarted,
    };

    private static JsonValue Text(string? text) => text is null ? JsonValue.Null : JsonValue.String(text);

    private static JsonValue Texts(IEnumerable<string> texts) => JsonValue.Array([.. texts.Select(text => JsonValue.String(text))]);

    private static IReadOnlyList<string> TextsOf(JsonValue value, string name) => [.. value.FindItems(name).Select(item => item.Text)];

    private static JsonValue? Time(DateTimeOffset? time) => time is { } at ? JsonValue.String(at.UtcDateTime.ToString("o", CultureInfo.InvariantCulture)) : null;

    private static DateTimeOffset? TimeOf(JsonValue value, string name) =>
        DateTimeOffset.TryParse(value.FindText(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
