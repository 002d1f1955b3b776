using System.Text.Json.Nodes;
using DssTyped.Rest.Json;

namespace DssTyped.Rest;

/// <summary>One run of a scenario.</summary>
public sealed class DssScenarioRun : DssDocument
{
    internal DssScenarioRun(JsonObject raw) : base(raw)
    {
    }

    /// <summary>Id of the run.</summary>
    public string RunId => Raw.Text("runId") ?? "";

    /// <summary>When it began.</summary>
    public DateTimeOffset? Start => Raw.Time("start");

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? End => Raw.Time("end");

    /// <summary>SUCCESS, WARNING, FAILED or ABORTED; null while it runs.</summary>
    public string? Outcome => Raw.Child("result").Text("outcome");

    /// <summary>True when it will not change any more.</summary>
    public bool IsFinished => Raw.Child("result") is not null;
}

/// <summary>One run of a scenario with the runs of its steps.</summary>
public sealed class DssScenarioRunDetails : DssDocument
{
    internal DssScenarioRunDetails(JsonObject raw) : base(raw)
    {
    }

    /// <summary>The run.</summary>
    public DssScenarioRun Run => new(Raw.Child("scenarioRun") ?? []);

    /// <summary>The raw runs of the steps.</summary>
    public IReadOnlyList<JsonObject> StepRuns => [.. Raw.Children("stepRuns")];

    /// <summary>Ids of the jobs that the steps started.</summary>
    public IReadOnlyList<string> JobIds =>
        [.. StepRuns.SelectMany(step => step.Children("additionalReportItems")).Where(item => item.Text("type") == "JOB_EXECUTED").Select(item => item.Text("jobId")).OfType<string>()];
}
