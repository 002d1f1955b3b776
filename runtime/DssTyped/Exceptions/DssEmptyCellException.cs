namespace DssTyped;

/// <summary>A cell is empty that a row type says never is.</summary>
public sealed class DssEmptyCellException : DssException
{
    /// <summary>The exception of one cell.</summary>
    public DssEmptyCellException(string column, long row)
        : base(FormattableString.Invariant($"Column '{column}' is empty in row {row}, but the row type says it never is. Make the member nullable, or filter with IsNotEmpty()."))
    {
        ColumnName = column;
        Row = row;
    }

    /// <summary>The column's name.</summary>
    public string ColumnName { get; }

    /// <summary>The row's number, from 1.</summary>
    public long Row { get; }
}
