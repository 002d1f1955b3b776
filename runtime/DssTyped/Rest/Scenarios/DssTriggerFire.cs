using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>A request to run a scenario, which becomes a run a little later or is dropped.</summary>
public sealed class DssTriggerFire : DssDocument
{
    private const int TurnsBetweenCancelChecks = 10;

    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _scenarioId;

    internal DssTriggerFire(DssHttp http, string projectKey, string scenarioId, JsonObject raw) : base(raw)
    {
        _http = http;
        _projectKey = projectKey;
        _scenarioId = scenarioId;
    }

    /// <summary>Id of the trigger.</summary>
    public string TriggerId => Raw.Child("trigger").Text("id") ?? "";

    /// <summary>Id of this fire, which is not the id of the run.</summary>
    public string TriggerRunId => Raw.Text("runId") ?? "";

    /// <summary>True when DSS dropped the request, usually because the scenario was running.</summary>
    public bool IsCancelled => Raw.Flag("cancelled") ?? false;

    /// <summary>The run that came of it; null when there is none yet.</summary>
    public async Task<DssScenarioRun?> GetRunAsync(CancellationToken cancellationToken = default)
    {
        JsonNode? answer = await _http.JsonAsync(
            DssRequest.Get($"/projects/{_projectKey}/scenarios/{_scenarioId}/get-run-for-trigger").Query("triggerId", TriggerId).Query("triggerRunId", TriggerRunId),
            cancellationToken).ConfigureAwait(false);
        return (answer as JsonObject).Child("scenarioRun") is { } run ? new DssScenarioRun(run) : null;
    }

    /// <summary>Waits until the run exists.</summary>
    /// <exception cref="DssScenarioCancelledException">DSS dropped the request.</exception>
    public async Task<DssScenarioRun> WaitForRunAsync(CancellationToken cancellationToken = default)
    {
        var backoff = new DssBackoff(_http.Options);
        for (int turn = 1; ; turn++)
        {
            if (turn % TurnsBetweenCancelChecks == 0)
                await ThrowIfCancelledAsync(cancellationToken).ConfigureAwait(false);
            if (await GetRunAsync(cancellationToken).ConfigureAwait(false) is { } run)
                return run;
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of the run, whatever it is. Cancelling aborts the scenario.</summary>
    /// <exception cref="DssScenarioCancelledException">DSS dropped the request.</exception>
    public async Task<DssScenarioRun> WaitForEndAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await WaitForRunAsync(cancellationToken).ConfigureAwait(false);
            var backoff = new DssBackoff(_http.Options);
            while (true)
            {
                if (await GetRunAsync(cancellationToken).ConfigureAwait(false) is { IsFinished: true } run)
                    return run;
                await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await DssAbort.TryAsync(_http, _scenarioId, new DssScenarioHandle(_http, _projectKey, _scenarioId).AbortAsync).ConfigureAwait(false);
            throw;
        }
    }

    private async Task ThrowIfCancelledAsync(CancellationToken cancellationToken)
    {
        DssTriggerFire now = await new DssScenarioHandle(_http, _projectKey, _scenarioId).GetTriggerFireAsync(TriggerId, TriggerRunId, cancellationToken).ConfigureAwait(false);
        if (now.IsCancelled)
            throw new DssScenarioCancelledException(_projectKey, _scenarioId);
    }
}
