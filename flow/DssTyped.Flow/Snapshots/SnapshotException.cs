using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Snapshots;

/// <summary>A snapshot can't be imported or written. Nothing was written; the message says what to do.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>An exception for these problems, of which there must be one at least.</summary>
    public SnapshotException(IReadOnlyList<SnapshotProblem> problems)
        : base(string.Join("\n", problems.Select(problem => problem.ToString()))) => Problems = problems;

    internal SnapshotException(FlowDiagnostic rule, params string[] arguments)
        : this([new SnapshotProblem("", null, Finding.Of(rule, default, arguments))])
    {
    }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<SnapshotProblem> Problems { get; }
}

/// <summary>One reason why a snapshot can't be imported or written.</summary>
/// <param name="File">The file it stands in, relative to what was imported, with <c>/</c>; empty if it is about the whole.</param>
/// <param name="Position">Where in the file; null if it is about the whole file.</param>
/// <param name="Finding">What is wrong and what to do.</param>
public sealed record SnapshotProblem(string File, LinePosition? Position, Finding Finding)
{
    /// <summary>The problem as compilers print it: <c>file(line,column): error DSSnnnn: message</c>.</summary>
    public override string ToString() => (File.Length == 0 ? "" : $"{File}{Position}: ") + $"error {Finding.Rule.Id}: {Finding.Message}";
}
