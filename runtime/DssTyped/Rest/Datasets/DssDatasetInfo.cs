using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>Facts about a dataset that are not settings.</summary>
public sealed class DssDatasetInfo : DssDocument
{
    internal DssDatasetInfo(JsonObject raw) : base(raw)
    {
    }

    /// <summary>When the last build began; null when there was none.</summary>
    public DateTimeOffset? LastBuildStart => Raw.Child("lastBuild").Time("buildStartTime");

    /// <summary>When the last build ended; null when there was none.</summary>
    public DateTimeOffset? LastBuildEnd => Raw.Child("lastBuild").Time("buildEndTime");

    /// <summary>Whether the last build succeeded; null when there was none.</summary>
    public bool? LastBuildSucceeded => Raw.Child("lastBuild").Flag("buildSuccess");

    /// <summary>Job of the last build; null when there was none.</summary>
    public string? LastBuildJobId => Raw.Child("lastBuild").Text("jobId");
}
