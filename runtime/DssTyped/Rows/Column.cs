namespace DssTyped;

/// <summary>A column of a dataset, by name.</summary>
public abstract class Column
{
    private protected Column(string name, int ordinal)
    {
        Name = name;
        Ordinal = ordinal;
    }

    /// <summary>The name in DSS.</summary>
    public string Name { get; }

    /// <summary>The position in the compiled schema, from 0.</summary>
    public int Ordinal { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A column of one dataset.</summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
public abstract class Column<TDataset> : Column
    where TDataset : Dataset<TDataset>
{
    private protected Column(int ordinal)
        : base(ColumnNames<TDataset>.Of(ordinal), ordinal)
    {
    }

    /// <summary>Rows where the cell is empty. DSS does not tell an empty text from none.</summary>
    public Filter<TDataset> IsEmpty() => new(new FilterCondition.Empty(Name, Negated: false));

    /// <summary>Rows where the cell is not empty.</summary>
    public Filter<TDataset> IsNotEmpty() => new(new FilterCondition.Empty(Name, Negated: true));
}
