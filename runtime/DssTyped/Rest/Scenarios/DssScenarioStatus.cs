using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>A scenario in short.</summary>
public sealed class DssScenarioStatus : DssDocument
{
    internal DssScenarioStatus(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id of the scenario.</summary>
    public string Id => Raw.Text("id") ?? "";

    /// <summary>Display name.</summary>
    public string Name => Raw.Text("name") ?? "";

    /// <summary>True when its triggers are on.</summary>
    public bool IsActive => Raw.Flag("active") ?? false;

    /// <summary>True while it runs.</summary>
    public bool IsRunning => Raw.Flag("running") ?? false;

    /// <summary>When it runs next by its triggers; null when no time is set.</summary>
    public DateTimeOffset? NextRun => Raw.Time("nextRun");
}
