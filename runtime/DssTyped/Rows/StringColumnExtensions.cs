namespace DssTyped;

/// <summary>Filters that only text columns have. They compare letter by letter, case included.</summary>
public static class StringColumnExtensions
{
    /// <summary>Rows whose cell contains a text.</summary>
    public static Filter<TDataset> Contains<TDataset>(this Column<TDataset, string> column, string text)
        where TDataset : Dataset<TDataset> => column.Compare(FilterOperator.Contains, text);

    /// <summary>Rows whose cell starts with a text.</summary>
    public static Filter<TDataset> StartsWith<TDataset>(this Column<TDataset, string> column, string text)
        where TDataset : Dataset<TDataset> => column.Compare(FilterOperator.StartsWith, text);

    /// <summary>Rows whose cell ends with a text.</summary>
    public static Filter<TDataset> EndsWith<TDataset>(this Column<TDataset, string> column, string text)
        where TDataset : Dataset<TDataset> => column.Compare(FilterOperator.EndsWith, text);
}
