using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Text;

namespace DssTyped.Local.Sources;

/// <summary>A row of a source file.</summary>
/// <param name="Line">Its line or row in the file, from 1.</param>
/// <param name="Cells">Its cells in the order of the schema; the array is reused.</param>
internal readonly record struct SourceRecord(long Line, string?[] Cells);

/// <summary>A file to read rows from.</summary>
/// <param name="Dataset">The dataset it belongs to.</param>
/// <param name="Schema">The columns wanted.</param>
/// <param name="Path">The file.</param>
/// <param name="Origin">Where it was found.</param>
/// <param name="Warnings">Takes what is odd but no error.</param>
/// <param name="CancellationToken">Ends reading.</param>
internal sealed record SourceRead(DatasetDefinition Dataset, Schema Schema, string Path, SourceOrigin Origin, WarningList Warnings, CancellationToken CancellationToken)
{
    /// <summary>The error of a file that can't be what the dataset says it is.</summary>
    public DssException Error(long line, string what, string mend, Exception? inner = null) =>
        new(FormattableString.Invariant($"File '{Path}', line {line}: {what} (dataset '{Dataset.Name}'). {mend}"), inner);
}
