using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DssTyped.Rest.Transport;

/// <summary>Traces and metrics of requests, under the name "DssTyped".</summary>
internal static class DssTelemetry
{
    private static readonly Meter Meter = new(DssTypedTelemetry.Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("dsstyped.rest.request.duration", "s", "Time of a DSS request with its retries.");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("dsstyped.rest.retries", "{retry}", "Tries of DSS requests after the first.");

    public static Activity? Start(DssRequest request, Uri root)
    {
        Activity? activity = DssTypedTelemetry.Source.StartActivity($"DSS {request.Method.Method}", ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("server.address", root.Host);
        activity?.SetTag("url.path", request.Path);
        activity?.SetTag("dss.request_id", request.Id);
        return activity;
    }

    public static void Retried() => Retries.Add(1);

    public static void Finish(Activity? activity, DssCall call, TimeSpan duration, int? status, Exception? failure)
    {
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("http.request.method", call.Request.Method.Method), new KeyValuePair<string, object?>("http.response.status_code", status));
        activity?.SetTag("http.response.status_code", status);
        activity?.SetTag("http.request.resend_count", call.Tries > 1 ? call.Tries - 1 : null);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
    }
}
