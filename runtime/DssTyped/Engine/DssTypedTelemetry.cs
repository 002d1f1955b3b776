using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DssTyped;

/// <summary>Traces and metrics, under the one name "DssTyped".</summary>
internal static class DssTypedTelemetry
{
    public const string Name = "DssTyped";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("dsstyped.jobs", "{job}", "Jobs that ended, by state.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("dsstyped.job.duration", "s", "How long jobs took.");

    public static Activity? StartJob(IFlowEngine engine, BuildMode mode, IReadOnlyList<JobOutput> outputs)
    {
        Activity? activity = Source.StartActivity("DssTyped job");
        activity?.SetTag("dsstyped.engine", engine.GetType().Name);
        activity?.SetTag("dsstyped.mode", BuildModes.NameOf(mode));
        activity?.SetTag("dsstyped.outputs", string.Join(',', outputs.Select(output => output.Id)));
        return activity;
    }

    public static void JobEnded(Activity? activity, IFlowEngine engine, JobResult result)
    {
        activity?.SetTag("dsstyped.job", result.Id);
        activity?.SetStatus(result.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        var tags = new TagList { { "engine", engine.GetType().Name }, { "state", result.State.ToString() } };
        Jobs.Add(1, tags);
        if (result is { Started: { } started, Ended: { } ended })
            Duration.Record((ended - started).TotalSeconds, tags);
    }
}
