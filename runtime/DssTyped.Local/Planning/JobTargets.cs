using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Local.Planning;

/// <summary>The partitions that a job asks for.</summary>
internal static partial class JobTargets
{
    /// <summary>The partition of each object that a job asks for; null for the whole.</summary>
    /// <param name="request">The job.</param>
    /// <param name="snapshot">The flow.</param>
    /// <param name="resolve">Gives the id of an object.</param>
    /// <exception cref="DssException">The job asks for several partitions of one dataset, for one that depends on the time of day, or for one that the dataset can't have.</exception>
    public static Dictionary<string, string?> Of(JobRequest request, Snapshot snapshot, Func<string, string> resolve)
    {
        var targets = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (JobOutput output in request.Outputs)
        {
            string id = resolve(output.Id);
            if (output.Partition is { } partition && Several().IsMatch(partition))
                throw new DssException($"Partition '{partition}' of '{id}' stands for several partitions, or for one that changes with time. The local engine builds one partition of a dataset per job: start a job for each, with ids such as 2026-01-31|FR.");
            if (output.Partition is { } asked)
                Check(asked, id, snapshot.FindDataset(id)?.Dimensions ?? []);
            if (targets.TryGetValue(id, out string? other) && other != output.Partition)
                throw new DssException($"The job asks for both {Name(other)} and {Name(output.Partition)} of '{id}'. The local engine builds one partition of a dataset per job: start a job for each.");

            targets[id] = output.Partition;
        }

        return targets;
    }

    private static void Check(string partition, string id, IReadOnlyList<PartitionDimension> dimensions)
    {
        if (dimensions.Count == 0)
            throw new DssException($"The job asks for partition '{partition}' of '{id}', which is not partitioned. Leave the partition out.");

        string[] values = partition.Split('|');
        string form = string.Join('|', dimensions.Select(dimension => dimension.IsTime ? FormOf(dimension.Period) : dimension.Name));
        if (values.Length != dimensions.Count || values.Zip(dimensions).Any(pair => pair.First.Length == 0 || (pair.Second.IsTime && !IsTime(pair.First, FormOf(pair.Second.Period)))))
            throw new DssException($"'{id}' can't have a partition '{partition}': its partitions are called {form}. Correct the name.");
    }

    private static string FormOf(string period) => period switch { "YEAR" => "yyyy", "MONTH" => "yyyy-MM", "HOUR" => "yyyy-MM-dd-HH", _ => "yyyy-MM-dd" };

    private static bool IsTime(string value, string form) => DateTime.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Name(string? partition) => partition is null ? "the whole" : $"partition '{partition}'";

    // DSS's lists, ranges and keywords.
    [GeneratedRegex(@"[,/]|(^|\|)(CURRENT|PREVIOUS)_(HOUR|DAY|MONTH|YEAR)($|\|)", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
