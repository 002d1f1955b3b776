namespace DssTyped;

/// <summary>Which rows of a dataset to read; made from its columns and evaluated by the engine.</summary>
/// <typeparam name="TDataset">The dataset.</typeparam>
public sealed class Filter<TDataset>
    where TDataset : Dataset<TDataset>
{
    internal Filter(FilterCondition condition) => Condition = condition;

    /// <summary>The condition, for engines.</summary>
    public FilterCondition Condition { get; }

    /// <summary>Rows that both filters let through.</summary>
    public static Filter<TDataset> operator &(Filter<TDataset> left, Filter<TDataset> right) => new(new FilterCondition.And(left.Condition, right.Condition));

    /// <summary>Rows that either filter lets through.</summary>
    public static Filter<TDataset> operator |(Filter<TDataset> left, Filter<TDataset> right) => new(new FilterCondition.Or(left.Condition, right.Condition));

    /// <summary>Rows that a filter keeps out.</summary>
    public static Filter<TDataset> operator !(Filter<TDataset> filter) => new(new FilterCondition.Not(filter.Condition));
}
