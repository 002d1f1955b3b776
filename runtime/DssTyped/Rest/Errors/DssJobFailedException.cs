namespace DssTyped.Rest;

/// <summary>A DSS job ended in a state other than DONE.</summary>
public sealed class DssJobFailedException : DssException
{
    internal DssJobFailedException(string projectKey, string jobId, DssJobStatus status)
        : base(Describe(projectKey, jobId, status))
    {
        JobId = jobId;
        Status = status;
    }

    /// <summary>Id of the job.</summary>
    public string JobId { get; }

    /// <summary>The last status read.</summary>
    public DssJobStatus Status { get; }

    private static string Describe(string projectKey, string jobId, DssJobStatus status)
    {
        string text = $"Job {jobId} of project {projectKey} ended {status.State}";
        string? first = status.Activities.Select(activity => activity.FirstFailure is { } failure ? $"{activity.RecipeName ?? activity.Id}: {failure}" : null).FirstOrDefault(failure => failure is not null);
        return first is null ? text + "." : $"{text}; first failure: {first}";
    }
}
