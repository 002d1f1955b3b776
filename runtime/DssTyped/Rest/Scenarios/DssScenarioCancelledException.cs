namespace DssTyped.Rest;

/// <summary>DSS dropped the request to run a scenario.</summary>
public sealed class DssScenarioCancelledException : DssException
{
    internal DssScenarioCancelledException(string projectKey, string scenarioId)
        : base($"DSS dropped the request to run scenario {scenarioId} of project {projectKey}; it was probably running already.") => ScenarioId = scenarioId;

    /// <summary>Id of the scenario.</summary>
    public string ScenarioId { get; }
}
