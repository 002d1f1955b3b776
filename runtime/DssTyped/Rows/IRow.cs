namespace DssTyped;

/// <summary>A type that a row of a dataset can be read as. The generator implements it for types with <see cref="DssRowAttribute{TDataset}"/>.</summary>
/// <typeparam name="TSelf">The row type.</typeparam>
/// <typeparam name="TDataset">The dataset.</typeparam>
public interface IRow<TSelf, TDataset>
    where TSelf : IRow<TSelf, TDataset>
    where TDataset : Dataset<TDataset>
{
    /// <summary>The columns the type needs, in the order in which <see cref="Read"/> takes them.</summary>
    static abstract IReadOnlyList<Column<TDataset>> Columns { get; }

    /// <summary>Makes an object of the reader's current row.</summary>
    static abstract TSelf Read(RowReader reader);

    /// <summary>The values of the columns, for writing; null for an empty cell.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">Where the values go, in the order of <see cref="Columns"/>.</param>
    static abstract void Write(TSelf row, Span<object?> values);
}
