using System.Text.Json.Nodes;
using DssTyped.Rest.Json;
using DssTyped.Rest.Transport;

namespace DssTyped.Rest;

/// <summary>Metrics, checks and data quality of one dataset. A partition of <c>ALL</c> means the whole of a partitioned dataset.</summary>
public sealed class DssDatasetMetrics
{
    private readonly DssHttp _http;
    private readonly string _projectKey;
    private readonly string _dataset;

    internal DssDatasetMetrics(DssHttp http, string projectKey, string dataset)
    {
        _http = http;
        _projectKey = projectKey;
        _dataset = dataset;
    }

    /// <summary>The latest value of every metric.</summary>
    public async Task<IReadOnlyList<DssMetric>> GetLastAsync(string? partition = null, CancellationToken cancellationToken = default)
    {
        // NP is DSS's word for "not partitioned".
        JsonObject answer = await _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/datasets/{_dataset}/metrics/last/{partition ?? "NP"}"), cancellationToken).ConfigureAwait(false);
        return [.. answer.Children("metrics").Select(raw => new DssMetric(raw))];
    }

    /// <summary>All values a metric ever had.</summary>
    public Task<JsonObject> GetHistoryAsync(string metricId, string? partition = null, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(DssRequest.Get($"/projects/{_projectKey}/datasets/{_dataset}/metrics/history/{partition ?? "NP"}").Query("metricLookup", metricId), cancellationToken);

    /// <summary>Computes the metrics that are switched on in the dataset, or those of <paramref name="probes"/>.</summary>
    public Task<JsonObject> ComputeAsync(string? partition = null, JsonObject? probes = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/datasets/{_dataset}/actions/computeMetrics").Query("partition", partition ?? "");
        return _http.ObjectAsync(probes is null ? request : request.Body(probes), cancellationToken);
    }

    /// <summary>Computes the metrics with these ids.</summary>
    public Task<JsonObject> ComputeAsync(IEnumerable<string> metricIds, string? partition = null, CancellationToken cancellationToken = default) =>
        _http.ObjectAsync(
            DssRequest.Post($"/projects/{_projectKey}/datasets/{_dataset}/actions/computeMetricsFromIds").Query("partition", partition ?? "").Body(new JsonObject { ["metricIds"] = metricIds.ToJsonArray() }),
            cancellationToken);

    /// <summary>Runs the checks that are switched on in the dataset, or those named.</summary>
    public Task<JsonObject> RunChecksAsync(string? partition = null, IEnumerable<string>? checks = null, CancellationToken cancellationToken = default)
    {
        DssRequest request = DssRequest.Post($"/projects/{_projectKey}/datasets/{_dataset}/actions/runChecks").Query("partition", partition ?? "");
        return _http.ObjectAsync(checks is null ? request : request.Body(checks.ToJsonArray()), cancellationToken);
    }

    /// <summary>Starts evaluating the data quality rules.</summary>
    public async Task<DssFuture> StartRulesAsync(string? partition = null, CancellationToken cancellationToken = default) =>
        DssFuture.Started(_http, await _http.ObjectAsync(
            DssRequest.Post($"/projects/{_projectKey}/datasets/{_dataset}/data-quality/actions/compute-rules").Query("partition", partition ?? "NP"),
            cancellationToken).ConfigureAwait(false));
}
