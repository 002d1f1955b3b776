using System.Text.RegularExpressions;

namespace DssTyped.Local.Planning;

/// <summary>The partitions that a job asks for.</summary>
internal static partial class JobTargets
{
    /// <summary>The partition of each object that a job asks for; null for the whole.</summary>
    /// <param name="request">The job.</param>
    /// <param name="resolve">Gives the id of an object.</param>
    /// <exception cref="DssException">The job asks for several partitions of one dataset, or for one that depends on the time of day.</exception>
    public static Dictionary<string, string?> Of(JobRequest request, Func<string, string> resolve)
    {
        var targets = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (JobOutput output in request.Outputs)
        {
            string id = resolve(output.Id);
            if (output.Partition is { } partition && Several().IsMatch(partition))
                throw new DssException($"Partition '{partition}' of '{id}' stands for several partitions, or for one that changes with time. The local engine builds one partition of a dataset per job: start a job for each, with ids such as 2026-01-31|FR.");
            if (targets.TryGetValue(id, out string? other) && other != output.Partition)
                throw new DssException($"The job asks for both {Name(other)} and {Name(output.Partition)} of '{id}'. The local engine builds one partition of a dataset per job: start a job for each.");

            targets[id] = output.Partition;
        }

        return targets;
    }

    private static string Name(string? partition) => partition is null ? "the whole" : $"partition '{partition}'";

    // DSS's lists, ranges and keywords.
    [GeneratedRegex(@"[,/]|(^|\|)(CURRENT|PREVIOUS)_(HOUR|DAY|MONTH|YEAR)($|\|)", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
