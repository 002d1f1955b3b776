using System.Collections.Concurrent;
using DssTyped.Emit.Binding;
using DssTyped.Flow.Snapshots;
using Microsoft.CodeAnalysis.Text;

namespace DssTyped.Generator.Inputs;

/// <summary>
/// What a generator keeps of each snapshot it has read, so that an edit within one dataset or recipe costs little: the rest is neither
/// read nor derived again. The result is the same as without; only whole readings are kept, and every edit is compared with those.
/// </summary>
internal sealed class FlowMemory
{
    private readonly ConcurrentDictionary<string, Known> _flows = new(StringComparer.Ordinal);

    /// <summary>Decides what is generated; null if the flow can't be read. Analyzers of the same compilation need not do it again.</summary>
    public FlowFiles? Bind(FlowInput input, CancellationToken cancellationToken)
    {
        FlowFiles? files = BindOrTakeOver(input, cancellationToken);
        BoundFlows.Keep(input, files?.Flow);
        return files;
    }

    private FlowFiles? BindOrTakeOver(FlowInput input, CancellationToken cancellationToken)
    {
        if (input.Files[0].Kind != InputKind.Snapshot || input.Files[0].Text.GetText(cancellationToken) is not SourceText text)
            return input.Bind(cancellationToken) is { } model ? new FlowFiles(model) : null;

        Snapshot? baseline = input.ReadBaseline(cancellationToken);
        if (_flows.TryGetValue(input.Path, out Known? known) && SnapshotRereader.TryReread(known.Read, SnapshotTexts.Utf8Of(text)) is { } edited)
            return new FlowFiles(FlowBinder.Bind(edited, input.Options, baseline, known.Bound).Model);

        SnapshotReadResult read = SnapshotTexts.Read(text);
        if (read.Snapshot is not { } snapshot)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        FlowBinding bound = FlowBinder.Bind(snapshot, input.Options, baseline, previous: null);
        _flows[input.Path] = new Known(read, bound);
        var files = new FlowFiles(bound.Model);

        // Of a flow that is known, most files were printed before.
        if (known is null)
            files.PrintAhead(cancellationToken);

        return files;
    }

    private sealed record Known(SnapshotReadResult Read, FlowBinding Bound);
}
