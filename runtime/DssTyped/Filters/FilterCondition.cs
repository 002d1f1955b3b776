namespace DssTyped;

/// <summary>A condition on the cells of a row: a small closed tree that each engine turns into its own language.</summary>
public abstract record FilterCondition
{
    private protected FilterCondition()
    {
    }

    /// <summary>A cell compared with a value. An empty cell never matches.</summary>
    /// <param name="Column">The column's name.</param>
    /// <param name="Operator">The comparison.</param>
    /// <param name="Value">The value, of the column's .NET type.</param>
    public sealed record Compare(string Column, FilterOperator Operator, object Value) : FilterCondition;

    /// <summary>A cell that equals one of several values.</summary>
    /// <param name="Column">The column's name.</param>
    /// <param name="Values">The values, of the column's .NET type.</param>
    public sealed record OneOf(string Column, IReadOnlyList<object> Values) : FilterCondition;

    /// <summary>A cell that is empty, or is not.</summary>
    /// <param name="Column">The column's name.</param>
    /// <param name="Negated">Whether it must not be empty.</param>
    public sealed record Empty(string Column, bool Negated) : FilterCondition;

    /// <summary>Both conditions.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record And(FilterCondition Left, FilterCondition Right) : FilterCondition;

    /// <summary>Either condition.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record Or(FilterCondition Left, FilterCondition Right) : FilterCondition;

    /// <summary>Rows that a condition does not match, those with empty cells included.</summary>
    /// <param name="Operand">The condition.</param>
    public sealed record Not(FilterCondition Operand) : FilterCondition;
}

/// <summary>How a cell is compared with a value.</summary>
public enum FilterOperator
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Contains a text.</summary>
    Contains,

    /// <summary>Starts with a text.</summary>
    StartsWith,

    /// <summary>Ends with a text.</summary>
    EndsWith,
}
