namespace DssTyped;

/// <summary>The rows DSS sent do not fit the dataset's schema, or a cell does not hold what its type says.</summary>
public sealed class DssDataFormatException : DssException
{
    internal DssDataFormatException(string source, long row, string? column, string problem)
        : base(column is null
            ? FormattableString.Invariant($"Row {row} of {source} {problem}.")
            : FormattableString.Invariant($"Row {row}, column '{column}' of {source} {problem}."))
    {
        Row = row;
        ColumnName = column;
    }

    /// <summary>Number of the row, from 1.</summary>
    public long Row { get; }

    /// <summary>The column; null when the whole row is wrong.</summary>
    public string? ColumnName { get; }
}
