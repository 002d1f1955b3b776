using System.ComponentModel;

namespace DssTyped;

/// <summary>The names of a dataset's columns. A class of columns starts with one, so that each column need only say which of them it is: that is a quarter less for the compiler to do.</summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ColumnNames<TDataset>
    where TDataset : Dataset<TDataset>
{
    private static IReadOnlyList<DatasetColumn> _columns = [];

    /// <summary>Called by generated code.</summary>
    /// <param name="columns">The compiled schema, in the form that <see cref="Dataset{TSelf}"/>'s constructor takes.</param>
    public ColumnNames(string columns) => _columns = DatasetSchema.Parse("", columns).Columns;

    internal static string Of(int ordinal) => _columns[ordinal].Name;
}
