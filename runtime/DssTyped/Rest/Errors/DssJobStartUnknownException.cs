namespace DssTyped;

/// <summary>
/// The answer to a job start was lost and the job list does not show clearly whether the job runs.
/// The start is not sent again, because that could build twice: look at the job list first.
/// </summary>
public sealed class DssJobStartUnknownException : DssException
{
    internal DssJobStartUnknownException(string projectKey, IReadOnlyList<string> outputs, DateTimeOffset intent, IReadOnlyList<string> candidates, Exception inner)
        : base(Describe(projectKey, outputs, intent, candidates), inner)
    {
        ProjectKey = projectKey;
        Outputs = outputs;
        Intent = intent;
        CandidateJobIds = candidates;
    }

    /// <summary>The project the job was meant for.</summary>
    public string ProjectKey { get; }

    /// <summary>The outputs the job was to build.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>When the start was sent, by the server's clock as far as known.</summary>
    public DateTimeOffset Intent { get; }

    /// <summary>Jobs that could be the one; empty when none was found.</summary>
    public IReadOnlyList<string> CandidateJobIds { get; }

    private static string Describe(string projectKey, IReadOnlyList<string> outputs, DateTimeOffset intent, IReadOnlyList<string> candidates)
    {
        string what = $"It is unknown whether DSS started the job that builds {string.Join(", ", outputs)} in project {projectKey}: the answer to the start was lost";
        return candidates.Count == 0
            ? FormattableString.Invariant($"{what} and no such job newer than {intent:yyyy-MM-dd HH:mm:ss} UTC is listed. Check the project's job list; start again only if the job is not there.")
            : $"{what} and several jobs fit: {string.Join(", ", candidates)}. Attach to the right one by its id.";
    }
}
