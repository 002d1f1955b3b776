using System.CommandLine;
using DssTyped.Flow.Snapshots;
using DssTyped.Tool.Commands;

namespace DssTyped.Tool;

/// <summary>The <c>dss-typed</c> command. A verb is one file in <c>Commands/</c> and one line here.</summary>
internal static class DssTypedCommand
{
    /// <summary>Exit code: all is well.</summary>
    public const int Success = 0;

    /// <summary>Exit code: something is wrong, and standard error says what.</summary>
    public const int Failure = 1;

    /// <summary>Exit code: the command was asked to end, by Ctrl-C or a signal.</summary>
    public const int Cancelled = 130;

    // Without a time to end in, Ctrl-C would kill the process where it stands. A job takes less than a second to abort.
    private static readonly TimeSpan s_timeToEnd = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand("Dataiku DSS flows, typed and checked by the C# compiler.")
        {
            ImportCommand.Create(),
            PullCommand.Create(),
            GenerateCommand.Create(),
            RunCommand.Create(),
            DataCommand.Create(),
            VerifyCommand.Create(),
            LineageCommand.Create(),
            DiffCommand.Create(),
        };

        try
        {
            var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_timeToEnd };
            ParseResult parsed = root.Parse(args);
            cancellationToken.ThrowIfCancellationRequested();
            int code = await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
            return parsed.Errors.Count > 0 && parsed.CommandResult.Command.Name == RunCommand.Name ? RunCommand.Usage : code;
        }
        catch (SnapshotException exception)
        {
            foreach (SnapshotProblem problem in exception.Problems)
                await error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);

            return Failure;
        }
        catch (Exception exception) when (exception is ToolException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"error: {exception.Message}").ConfigureAwait(false);
            return exception is ToolException told ? told.ExitCode : Failure;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.").ConfigureAwait(false);
            return Cancelled;
        }
    }
}
