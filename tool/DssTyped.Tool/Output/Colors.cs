namespace DssTyped.Tool.Output;

/// <summary>Colours for people: only on a terminal, and not if <c>NO_COLOR</c> is set (see no-color.org) or the terminal shows none.</summary>
internal static class Colors
{
    private static readonly bool AreWanted = Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 } && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>A word of a severity or of a class of changes, coloured if the writer is a terminal.</summary>
    public static string Paint(TextWriter writer, string word) => IsTerminal(writer) ? Paint(word) : word;

    /// <summary>A word in its colour; other words stay as they are.</summary>
    internal static string Paint(string word) => word switch
    {
        "error" or "breaking" => $"\e[1;31m{word}\e[0m",
        "warning" or "widening" => $"\e[1;33m{word}\e[0m",
        "additive" => $"\e[32m{word}\e[0m",
        "info" or "neutral" => $"\e[36m{word}\e[0m",
        _ => word,
    };

    private static bool IsTerminal(TextWriter writer) => AreWanted
        && ((ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected) || (ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected));
}
