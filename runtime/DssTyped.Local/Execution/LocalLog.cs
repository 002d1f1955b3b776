using Microsoft.Extensions.Logging;

namespace DssTyped.Local.Execution;

/// <summary>What the engine logs; event ids are stable.</summary>
internal static partial class LocalLog
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Job {JobId} started with {Steps} steps")]
    public static partial void JobStarted(ILogger logger, string jobId, int steps);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Information, Message = "Job {JobId} ended: {State}")]
    public static partial void JobEnded(ILogger logger, string jobId, JobState state);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Debug, Message = "Job {JobId}: recipe {Recipe} started ({Reason})")]
    public static partial void ActivityStarted(ILogger logger, string jobId, string recipe, string reason);

    [LoggerMessage(EventId = 4004, Level = LogLevel.Error, Message = "Job {JobId}: recipe {Recipe} failed: {Failure}")]
    public static partial void ActivityFailed(ILogger logger, string jobId, string recipe, string failure);

    [LoggerMessage(EventId = 4005, Level = LogLevel.Warning, Message = "The flow has changed since the program was compiled: {Difference}")]
    public static partial void SchemaDiffers(ILogger logger, string difference);
}
