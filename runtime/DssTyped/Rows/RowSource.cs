using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>Turns objects of a row type into values by column.</summary>
internal sealed class RowSource<TRow, TDataset>(IAsyncEnumerable<TRow> rows) : IRowSource
    where TRow : IRow<TRow, TDataset>
    where TDataset : Dataset<TDataset>
{
    public IReadOnlyList<string> Columns { get; } = [.. TRow.Columns.Select(column => column.Name)];

    public async IAsyncEnumerable<object?[]> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = new object?[Columns.Count];
        await foreach (TRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            TRow.Write(row, values);
            yield return values;
        }
    }
}
