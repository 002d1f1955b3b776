using Microsoft.Extensions.Logging;

namespace DssTyped.Rest.Transport;

/// <summary>Log messages of the REST engine. Only what is listed here can be logged: no header, no body, no query.</summary>
internal static partial class DssLog
{
    [LoggerMessage(4001, LogLevel.Debug, "DSS {Method} {Path} answered {Status} in {Milliseconds} ms (request {RequestId})")]
    public static partial void Answered(this ILogger logger, string method, string path, int status, long milliseconds, string requestId);

    [LoggerMessage(4002, LogLevel.Warning, "DSS {Method} {Path} failed ({Reason}); try {Attempt} follows in {Milliseconds} ms (request {RequestId})")]
    public static partial void Retrying(this ILogger logger, string method, string path, string reason, int attempt, long milliseconds, string requestId);

    [LoggerMessage(4003, LogLevel.Warning, "TLS certificates of {Host} are not checked (AllowInsecureTls): anyone in between can read the API key")]
    public static partial void InsecureTls(this ILogger logger, string host);

    [LoggerMessage(4004, LogLevel.Information, "DSS job {JobId} started in project {ProjectKey}")]
    public static partial void JobStarted(this ILogger logger, string jobId, string projectKey);

    [LoggerMessage(4005, LogLevel.Warning, "The answer to a job start in project {ProjectKey} was lost ({Reason}); looking for the job in the job list")]
    public static partial void JobStartAmbiguous(this ILogger logger, string projectKey, string reason);

    [LoggerMessage(4006, LogLevel.Information, "Attached to DSS job {JobId} in project {ProjectKey}")]
    public static partial void JobAttached(this ILogger logger, string jobId, string projectKey);

    [LoggerMessage(4007, LogLevel.Warning, "The state of DSS job {JobId} cannot be read ({Reason}); the job goes on, asking again")]
    public static partial void JobPollFailed(this ILogger logger, string jobId, string reason);

    [LoggerMessage(4008, LogLevel.Information, "DSS job {JobId} of project {ProjectKey} is being aborted because the wait for it was cancelled")]
    public static partial void JobAborting(this ILogger logger, string jobId, string projectKey);

    [LoggerMessage(4009, LogLevel.Warning, "DSS job {JobId} could not be aborted ({Reason}); it may still be running")]
    public static partial void JobAbortFailed(this ILogger logger, string jobId, string reason);

    [LoggerMessage(4010, LogLevel.Warning, "Project {ProjectKey} on the server differs from the compiled snapshot: {Difference}")]
    public static partial void SchemaDiffers(this ILogger logger, string projectKey, string difference);

    [LoggerMessage(4011, LogLevel.Warning, "DSS does not filter dataset {ProjectKey}.{Dataset} ({Reason}); all its rows are fetched and filtered here")]
    public static partial void FilterRefused(this ILogger logger, string projectKey, string dataset, string reason);

    [LoggerMessage(4012, LogLevel.Warning, "The start of a job in project {ProjectKey} was cancelled before its answer came, so it may run; jobs that fit: {Candidates}. Check the project's job list")]
    public static partial void JobStartCancelled(this ILogger logger, string projectKey, string candidates);
}
