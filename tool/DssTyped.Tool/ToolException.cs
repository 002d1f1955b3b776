namespace DssTyped.Tool;

/// <summary>What the user asked for can't be done; the message says why and what to do instead.</summary>
/// <param name="message">The message, without "error:".</param>
internal sealed class ToolException(string message) : Exception(message);
