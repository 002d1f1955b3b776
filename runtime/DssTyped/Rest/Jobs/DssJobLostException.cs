namespace DssTyped.Rest;

/// <summary>The state of a job could no longer be read. The job itself may go on; attach to it again by its id.</summary>
public sealed class DssJobLostException : DssException
{
    internal DssJobLostException(string projectKey, string jobId, DssApiException inner)
        : base($"The state of job {jobId} in project {projectKey} cannot be read, but the job may go on; attach to it again by its id. {inner.Message}", inner)
    {
        ProjectKey = projectKey;
        JobId = jobId;
    }

    /// <summary>Key of the project.</summary>
    public string ProjectKey { get; }

    /// <summary>Id of the job.</summary>
    public string JobId { get; }
}
