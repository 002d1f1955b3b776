using System.Text;
using DssTyped.Emit.Binding;
using DssTyped.Emit.Model;
using DssTyped.Flow;
using DssTyped.Flow.Snapshots;
using DssTyped.Flow.Snapshots.Import;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>A flow among a project's additional files: a snapshot, or the folder of a DSS project.</summary>
/// <param name="Path">The snapshot's file, or the folder.</param>
/// <param name="Files">The files it is read from.</param>
/// <param name="Baseline">The snapshot to compare with; null for none.</param>
internal sealed record FlowInput(string Path, EquatableArray<InputFile> Files, InputFile? Baseline)
{
    /// <summary>What the C# project says about the flow.</summary>
    public FlowOptions Options => Files[0].Options;

    /// <summary>The flows among a project's additional files, in order of their paths.</summary>
    public static FlowInput[] Of(AnalyzerOptions options) =>
        Of(options.AdditionalFiles.Select(file => InputFile.Of(file, options.AnalyzerConfigOptionsProvider)));

    /// <summary>The flows of a project, in order of their paths; what is null is no file of a flow.</summary>
    public static FlowInput[] Of(IEnumerable<InputFile?> files)
    {
        InputFile[] all = [.. files.OfType<InputFile>().OrderBy(file => file.Text.Path, StringComparer.Ordinal)];
        return [.. all
            .Where(file => file.Kind != InputKind.Baseline)
            .GroupBy(file => file.Root, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FlowInput(group.Key, group.ToEquatableArray(), Array.Find(all, file => file.Text.Path == group.First().Baseline && file.Text.Path.Length > 0)))];
    }

    /// <summary>Reads the flow; null if it can't be used, which the analyzer reports.</summary>
    public Snapshot? Read(CancellationToken cancellationToken)
    {
        if (Files[0].Kind == InputKind.ProjectFile)
            return ReadFolder(cancellationToken, out _);

        return Files[0].Text.GetText(cancellationToken) is SourceText text ? SnapshotTexts.Read(text).Snapshot : null;
    }

    /// <summary>Imports a project's folder, and says what stopped it.</summary>
    public Snapshot? ReadFolder(CancellationToken cancellationToken, out IReadOnlyList<SnapshotProblem> problems)
    {
        var content = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (InputFile file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Text.GetText(cancellationToken) is SourceText text)
                content[file.PathInRoot] = Encoding.UTF8.GetBytes(text.ToString());
        }

        try
        {
            problems = [];
            string key = Files[0].ProjectKey;
            return SnapshotImporter.Import(new MemoryFiles(Path, content), new ImportOptions { ProjectKey = key.Length > 0 ? key : null }).Snapshot;
        }
        catch (SnapshotException exception)
        {
            problems = exception.Problems;
            return null;
        }
    }

    /// <summary>Decides what is generated; null if the flow can't be read.</summary>
    public FlowModel? Bind(CancellationToken cancellationToken)
    {
        if (Read(cancellationToken) is not { } snapshot)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        return FlowBinder.Bind(snapshot, Options, ReadBaseline(cancellationToken));
    }

    /// <summary>Reads the snapshot to compare with; null if there is none or it can't be used.</summary>
    public Snapshot? ReadBaseline(CancellationToken cancellationToken) =>
        Baseline?.Text.GetText(cancellationToken) is SourceText text ? SnapshotTexts.Read(text).Snapshot : null;
}
