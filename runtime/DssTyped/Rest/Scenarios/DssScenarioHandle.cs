using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>One scenario, reached by its id.</summary>
public sealed class DssScenarioHandle
{
    private readonly DssHttp _http;

    internal DssScenarioHandle(DssHttp http, string projectKey, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _http = http;
        ProjectKey = projectKey;
        Id = id;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Id of the scenario.</summary>
    public string Id { get; }

    /// <summary>Whether it is on or running.</summary>
    public async Task<DssScenarioStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/light"), cancellationToken).ConfigureAwait(false));

    /// <summary>All settings, with the script of a Python scenario.</summary>
    public async Task<DssScenarioSettings> GetSettingsAsync(CancellationToken cancellationToken = default)
    {
        JsonObject raw = await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}"), cancellationToken).ConfigureAwait(false);
        JsonObject? payload = raw.Text("type") == "custom_python"
            ? await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/payload"), cancellationToken).ConfigureAwait(false)
            : null;
        return new DssScenarioSettings(_http, ProjectKey, Id, raw, payload);
    }

    /// <summary>Asks DSS to run the scenario. The request is sent once; DSS may still refuse the run later.</summary>
    public async Task<DssTriggerFire> RunAsync(JsonObject? parameters = null, CancellationToken cancellationToken = default) =>
        new(_http, ProjectKey, Id, await _http.ObjectAsync(DssRequest.Post($"/projects/{ProjectKey}/scenarios/{Id}/run").Body(parameters ?? []), cancellationToken).ConfigureAwait(false));

    /// <summary>Runs the scenario and waits for its end, whatever it is. Cancelling aborts it.</summary>
    public async Task<DssScenarioRun> RunAndWaitAsync(JsonObject? parameters = null, CancellationToken cancellationToken = default)
    {
        DssTriggerFire fire = await RunAsync(parameters, cancellationToken).ConfigureAwait(false);
        return await fire.WaitForEndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The latest runs, newest first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="onlyFinished">Leave out one that runs now.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<IReadOnlyList<DssScenarioRun>> GetLastRunsAsync(int limit = 10, bool onlyFinished = false, CancellationToken cancellationToken = default) =>
        Runs(await _http.ObjectsAsync(
            DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/get-last-runs").Query("limit", limit).Query("onlyFinishedRuns", onlyFinished), cancellationToken).ConfigureAwait(false));

    /// <summary>The runs of a span of days.</summary>
    public async Task<IReadOnlyList<DssScenarioRun>> GetRunsAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        Runs(await _http.ObjectsAsync(
            DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/get-runs-by-date")
                .Query("fromDate", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Query("toDate", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            cancellationToken).ConfigureAwait(false));

    /// <summary>The run that goes on now; null when there is none.</summary>
    public async Task<DssScenarioRun?> GetCurrentRunAsync(CancellationToken cancellationToken = default) =>
        (await GetLastRunsAsync(limit: 1, onlyFinished: false, cancellationToken).ConfigureAwait(false)).FirstOrDefault(run => !run.IsFinished);

    /// <summary>The newest run that succeeded, among the last <paramref name="among"/>; null when none did.</summary>
    public async Task<DssScenarioRun?> GetLastSuccessfulRunAsync(int among = 10, CancellationToken cancellationToken = default) =>
        (await GetLastRunsAsync(among, onlyFinished: true, cancellationToken).ConfigureAwait(false)).FirstOrDefault(run => run.Outcome == "SUCCESS");

    /// <summary>One run with the runs of its steps.</summary>
    public async Task<DssScenarioRunDetails> GetRunAsync(string runId, CancellationToken cancellationToken = default) =>
        new(await _http.ObjectAsync(DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/{runId}/"), cancellationToken).ConfigureAwait(false));

    /// <summary>The log of a run, or of one step of it.</summary>
    public Task<string> GetRunLogAsync(string runId, string? stepId = null, CancellationToken cancellationToken = default) =>
        _http.LogAsync(DssRequest.Get($"/projects/{ProjectKey}/scenarios/{Id}/{runId}/log").Query("stepId", stepId), cancellationToken);

    /// <summary>A fire of a trigger, by its ids.</summary>
    public async Task<DssTriggerFire> GetTriggerFireAsync(string triggerId, string triggerRunId, CancellationToken cancellationToken = default) =>
        new(_http, ProjectKey, Id, await _http.ObjectAsync(
            DssRequest.Get($"/projects/{ProjectKey}/scenarios/trigger/{Id}/{triggerId}").Query("triggerRunId", triggerRunId), cancellationToken).ConfigureAwait(false));

    /// <summary>Stops the run that goes on now.</summary>
    public Task AbortAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Post($"/projects/{ProjectKey}/scenarios/{Id}/abort"), cancellationToken);

    /// <summary>Deletes the scenario.</summary>
    public Task DeleteAsync(CancellationToken cancellationToken = default) =>
        _http.SendAsync(DssRequest.Delete($"/projects/{ProjectKey}/scenarios/{Id}"), cancellationToken);

    private static IReadOnlyList<DssScenarioRun> Runs(IReadOnlyList<JsonObject> runs) => [.. runs.Select(raw => new DssScenarioRun(raw))];
}
