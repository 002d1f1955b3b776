using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>How far a long task is, as the server tells it.</summary>
public sealed class DssFutureState : DssDocument
{
    internal DssFutureState(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id of the task; null when it was done before the start was answered.</summary>
    public string? Id => Raw.Text("jobId");

    /// <summary>True when the task is done and its result is there.</summary>
    public bool HasResult => Raw.Flag("hasResult") ?? false;

    /// <summary>True when somebody stopped it.</summary>
    public bool IsAborted => Raw.Flag("aborted") ?? false;

    /// <summary>True when the server no longer knows the task, or it ended without a result.</summary>
    public bool IsLost => !HasResult && ((Raw.Flag("unknown") ?? false) || Raw.Flag("alive") == false);

    /// <summary>The result; null before the task is done, and for tasks that have none.</summary>
    public JsonNode? Result => Raw["result"];
}
