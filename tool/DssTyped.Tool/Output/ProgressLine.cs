using DssTyped.Rest;

namespace DssTyped.Tool.Output;

/// <summary>One line that tells what is being fetched, written over and over, and taken away at the end. Only terminals show it.</summary>
internal sealed class ProgressLine(TextWriter terminal) : IProgress<PullProgress>, IDisposable
{
    private const string ToStartAndClear = "\r\e[K";

    /// <summary>A line on a writer, or none if the writer is no terminal that can take a line away.</summary>
    public static ProgressLine? On(TextWriter writer) =>
        ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb" ? new ProgressLine(writer) : null;

    public void Report(PullProgress value)
    {
        terminal.Write(value.Total is { } total ? FormattableString.Invariant($"{ToStartAndClear}Fetching {value.What}: {value.Done + 1} of {total}") : $"{ToStartAndClear}Fetching {value.What}");
        terminal.Flush();
    }

    public void Dispose() => terminal.Write(ToStartAndClear);
}
