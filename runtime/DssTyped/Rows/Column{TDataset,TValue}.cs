namespace DssTyped;

/// <summary>A column with the .NET type of its cells. Comparisons with values make filters: <c>LabResults.Columns.Value &gt; 1.0</c>.</summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
/// <typeparam name="TValue">The type of a cell that is not empty.</typeparam>
public sealed class Column<TDataset, TValue> : Column<TDataset>
    where TDataset : Dataset<TDataset>
    where TValue : notnull
{
    /// <summary>Called by generated code, after it has made the dataset's <see cref="ColumnNames{TDataset}"/>.</summary>
    /// <param name="ordinal">The position in the compiled schema, from 0.</param>
    public Column(int ordinal)
        : base(ordinal)
    {
    }

    /// <summary>Rows whose cell equals a value.</summary>
    public Filter<TDataset> Is(TValue value) => Compare(FilterOperator.Equal, value);

    /// <summary>Rows whose cell differs from a value; empty cells do not count as different.</summary>
    public Filter<TDataset> IsNot(TValue value) => Compare(FilterOperator.NotEqual, value);

    /// <summary>Rows whose cell is one of these values.</summary>
    public Filter<TDataset> IsOneOf(params IReadOnlyList<TValue> values) => new(new FilterCondition.OneOf(Name, [.. values.Cast<object>()]));

    /// <summary>Rows whose cell is greater than a value.</summary>
    public static Filter<TDataset> operator >(Column<TDataset, TValue> column, TValue value) => column.Compare(FilterOperator.Greater, value);

    /// <summary>Rows whose cell is less than a value.</summary>
    public static Filter<TDataset> operator <(Column<TDataset, TValue> column, TValue value) => column.Compare(FilterOperator.Less, value);

    /// <summary>Rows whose cell is at least a value.</summary>
    public static Filter<TDataset> operator >=(Column<TDataset, TValue> column, TValue value) => column.Compare(FilterOperator.GreaterOrEqual, value);

    /// <summary>Rows whose cell is at most a value.</summary>
    public static Filter<TDataset> operator <=(Column<TDataset, TValue> column, TValue value) => column.Compare(FilterOperator.LessOrEqual, value);

    internal Filter<TDataset> Compare(FilterOperator op, object value) => new(new FilterCondition.Compare(Name, op, value));
}
