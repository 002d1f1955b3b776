using System.Runtime.CompilerServices;

namespace DssTyped.Tests;

/// <summary>The folder of real DSS projects that tests run against; it is not part of the repository.</summary>
internal static class Corpus
{
    public const string Variable = "DSSTYPED_CORPUS";

    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path && Directory.Exists(path)
        ? Path.GetFullPath(path)
        : null;

    /// <summary>An export with every kind of object, which is part of the repository.</summary>
    public static string EveryKind { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "EveryKind");

    public static string? SkipReason => Folder is null
        ? $"Needs real DSS projects: set {Variable} to a folder that holds one DSS project folder each."
        : null;

    /// <summary>Folders of the corpus projects, in ordinal order of their names.</summary>
    public static IReadOnlyList<string> Projects { get; } = Folder is null
        ? []
        : [.. Directory.GetDirectories(Folder).Order(StringComparer.Ordinal)];

    private static string Here([CallerFilePath] string here = "") => here;
}

/// <summary>A test over the corpus; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CorpusFactAttribute : FactAttribute
{
    public CorpusFactAttribute() => Skip = Corpus.SkipReason;
}
