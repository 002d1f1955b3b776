using System.Globalization;
using DssTyped.Flow.Json;

namespace DssTyped.Tool.Commands;

/// <summary>One line of what <c>run</c> reports: an activity, or a recipe that was not run.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Type">Its type.</param>
/// <param name="State"><c>DONE</c>, <c>FAILED</c>, <c>ABORTED</c>, <c>REFUSED</c> or <c>WITHHELD</c>.</param>
/// <param name="Outputs">What it writes.</param>
/// <param name="Reason">Why it ran, or why not.</param>
internal sealed record RunLine(string Recipe, string Type, string State, IReadOnlyList<string> Outputs, string? Reason)
{
    public long? Rows { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string? FirstFailure { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>The line of an activity.</summary>
    public static RunLine Of(ActivityResult activity) => new(activity.Recipe, activity.RecipeType, NameOf(activity.State), activity.Outputs, activity.Reason)
    {
        Rows = activity.Rows,
        Warnings = activity.Warnings,
        FirstFailure = activity.FirstFailure,
        Duration = activity.Ended - activity.Started,
    };

    /// <summary>The line as text.</summary>
    public string ToText()
    {
        string rows = Rows is { } count ? string.Create(CultureInfo.InvariantCulture, $"  {count} rows") : "";
        string time = Duration is { } duration ? string.Create(CultureInfo.InvariantCulture, $"  {duration.TotalSeconds:0.00} s") : "";
        string why = FirstFailure ?? Reason ?? "";
        return $"{State,-8}  {Recipe} ({Type}) -> {string.Join(", ", Outputs)}{rows}{time}{(why.Length > 0 ? $"  [{why}]" : "")}{string.Concat(Warnings.Select(warning => $"\n          warning: {warning}"))}";
    }

    /// <summary>The line as JSON.</summary>
    public JsonValue ToJson() => JsonValue.Object(
        ("recipe", JsonValue.String(Recipe)),
        ("type", JsonValue.String(Type)),
        ("state", JsonValue.String(State)),
        ("outputs", JsonValue.Array([.. Outputs.Select(output => JsonValue.String(output))])),
        ("milliseconds", Duration is { } duration ? JsonValue.Number((long)duration.TotalMilliseconds) : JsonValue.Null),
        ("rows", Rows is { } rows ? JsonValue.Number(rows) : JsonValue.Null),
        ("warnings", JsonValue.Array([.. Warnings.Select(warning => JsonValue.String(warning))])),
        ("reason", Reason is null ? JsonValue.Null : JsonValue.String(Reason)),
        ("firstFailure", FirstFailure is null ? JsonValue.Null : JsonValue.String(FirstFailure)));

    /// <summary>A state as DSS spells it.</summary>
    public static string NameOf(JobState state) => state switch
    {
        JobState.NotStarted => "NOT_STARTED",
        JobState.Running => "RUNNING",
        JobState.Done => "DONE",
        JobState.Failed => "FAILED",
        JobState.Aborted => "ABORTED",
    };
}
