using DssTyped.Local.Duck;
using DssTyped.Local.Recipes;

namespace DssTyped.Local.Execution;

/// <summary>What to tell people of an exception that ended an activity.</summary>
internal static class FailureText
{
    private const string RaisedByUs = "Invalid Input Error: ";

    public static string Of(Exception exception, string workspace) => exception switch
    {
        RecipeFailedException or DssException => exception.Message,
        DuckDbFailure or IOException when IsDiskFull(exception.Message) => $"The disk is full: {exception.Message} Free space where the workspace '{workspace}' is, or choose another WorkspaceFolder (--workspace). Earlier results are untouched.",
        UnauthorizedAccessException or DuckDbFailure or IOException when IsRefused(exception) && exception.Message.Contains(workspace, StringComparison.Ordinal) =>
            $"The workspace '{workspace}' can't be written to: {exception.Message} Give this user the right to write there, or choose another WorkspaceFolder (--workspace). Earlier results are untouched.",
        DuckDbFailure when IsAboutStoredFile(exception.Message, workspace) => $"{Cause(exception.Message)}. If that file is damaged, clear the dataset or delete its folder, and build it again; a source is then read again by itself.",
        UnauthorizedAccessException => $"{exception.Message} Give this user the right to it, or choose another path.",

        // The statement stands in the activity's log; here it would bury the cause. Messages of our own arrive with DuckDB's word for error() in front.
        DuckDbFailure failure => failure.Message.StartsWith(RaisedByUs, StringComparison.Ordinal) ? failure.Message[RaisedByUs.Length..] : failure.Message,
        _ => $"{exception.GetType().Name}: {exception.Message}",
    };

    /// <summary>Whether a message speaks of a disk without space.</summary>
    public static bool IsDiskFull(string message) =>
        message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || message.Contains("not enough space", StringComparison.OrdinalIgnoreCase) || message.Contains("disk full", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether DuckDB speaks of a file of rows in the workspace.</summary>
    public static bool IsAboutStoredFile(string message, string workspace) => Cause(message).Contains(workspace, StringComparison.Ordinal) && Cause(message).Contains(".parquet", StringComparison.Ordinal);

    // Without the statement that DuckDB quotes.
    private static string Cause(string message) => message.Split("\nLINE ")[0].TrimEnd('.', '\n');

    // By the user's rights, or because the file system takes no writes.
    private static bool IsRefused(Exception exception) => exception is UnauthorizedAccessException
        || exception.Message.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase) || exception.Message.Contains("Permission denied", StringComparison.OrdinalIgnoreCase);
}
