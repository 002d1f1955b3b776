namespace DssTyped.Tool;

/// <summary>What the user asked for can't be done; the message says why and what to do instead.</summary>
/// <param name="message">The message, without "error:".</param>
/// <param name="exitCode">The exit code that tells it.</param>
internal sealed class ToolException(string message, int exitCode = DssTypedCommand.Failure) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
