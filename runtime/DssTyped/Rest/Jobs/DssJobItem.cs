using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>A job in the project's list of jobs.</summary>
public sealed class DssJobItem : DssDocument
{
    internal DssJobItem(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id of the job.</summary>
    public string Id => Definition.Text("id") ?? "";

    /// <summary>DSS job type, such as <c>RECURSIVE_BUILD</c>.</summary>
    public string? Type => Definition.Text("type");

    /// <summary>State of the job.</summary>
    public string State => Raw.Text("state") ?? "UNKNOWN";

    /// <summary>False while it still runs.</summary>
    public bool IsFinished => Raw.Flag("stableState") ?? State is "DONE" or "FAILED" or "ABORTED";

    /// <summary>Who started it.</summary>
    public string? Initiator => Definition.Text("initiator");

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset? InitiationTime => Definition.Time("initiationTimestamp") ?? Raw.Time("startTime");

    /// <summary>What it builds.</summary>
    public IReadOnlyList<DssJobTarget> Outputs => [.. Definition.Children("outputs").Select(DssJobTarget.Read)];

    private JsonObject? Definition => Raw.Child("def");
}

/// <summary>An output of a job as the job list tells it.</summary>
/// <param name="ProjectKey">Project of the output; null when it is the job's own.</param>
/// <param name="Id">Name of the dataset or id of the object.</param>
/// <param name="Partition">Partition; null when the output is not partitioned.</param>
public sealed record DssJobTarget(string? ProjectKey, string Id, string? Partition)
{
    internal static DssJobTarget Read(JsonObject raw) => new(
        raw.Text("targetDatasetProjectKey") ?? raw.Text("projectKey"),
        raw.Text("targetDataset") ?? raw.Text("targetManagedFolder") ?? raw.Text("targetSavedModel") ?? raw.Text("id") ?? "",
        // NP is DSS's word for "not partitioned".
        (raw.Text("targetPartition") ?? raw.Text("partition")) is { } partition and not "NP" and not "" ? partition : null);
}
