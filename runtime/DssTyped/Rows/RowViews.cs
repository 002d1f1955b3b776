using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>Rows as objects of a row type.</summary>
internal readonly struct ObjectView<TRow, TDataset> : IRowView<TRow>
    where TRow : IRow<TRow, TDataset>
    where TDataset : Dataset<TDataset>
{
    public void Open(RowReader reader)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TRow Of(RowReader reader) => TRow.Read(reader);
}

/// <summary>Rows whose cells are taken by column.</summary>
internal struct CellView<TDataset>(Dataset dataset) : IRowView<Row<TDataset>>
    where TDataset : Dataset<TDataset>
{
    private ColumnMap? _map;

    public void Open(RowReader reader) => _map = ColumnMap.Of(dataset, reader.Columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Row<TDataset> Of(RowReader reader) => new(reader, _map);
}
