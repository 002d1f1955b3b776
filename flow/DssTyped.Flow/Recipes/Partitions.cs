using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Recipes;

/// <summary>What redispatching does to columns.</summary>
internal static class Partitions
{
    /// <summary>Whether a redispatched output keeps its dimensions in the names of folders, not in columns. Tables keep them as columns; only files have a format.</summary>
    public static bool AreFolders(bool redispatches, DatasetDefinition? output) => redispatches && output is { FormatType: not null, Dimensions.Count: > 0 };
}
