namespace DssTyped;

/// <summary>A job ended without building its outputs.</summary>
public sealed class DssBuildFailedException : DssException
{
    /// <summary>The exception of a failed or aborted job.</summary>
    public DssBuildFailedException(JobResult result)
        : base(MessageOf(result)) => Result = result;

    /// <summary>How the job went, activity by activity.</summary>
    public JobResult Result { get; }

    /// <summary>The job's id.</summary>
    public string JobId => Result.Id;

    private static string MessageOf(JobResult result)
    {
        ActivityResult? first = result.Failures.FirstOrDefault();
        string what = result.State == JobState.Aborted ? "was aborted" : "failed";
        if (first is null)
            return $"Job {result.Id} {what}.";

        int others = result.Failures.Count() - 1;
        string more = others > 0 ? $" ({others} more failed)" : "";
        string log = first.LogTail.Count > 0 ? $"{Environment.NewLine}Log of {first.Recipe}:{Environment.NewLine}  {string.Join($"{Environment.NewLine}  ", first.LogTail)}" : "";
        return $"Job {result.Id} {what} at recipe '{first.Recipe}' ({first.RecipeType}): {first.FirstFailure}{more}{log}";
    }
}
