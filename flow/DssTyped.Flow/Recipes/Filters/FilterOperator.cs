namespace DssTyped.Flow.Recipes.Filters;

/// <summary>What a filter condition asks.</summary>
public enum FilterOperator
{
    /// <summary>An operator this version does not know; its spelling is kept.</summary>
    Unknown,

    /// <summary>The column has no value.</summary>
    IsEmpty,

    /// <summary>The column has a value.</summary>
    NotEmpty,

    /// <summary>A boolean is true.</summary>
    IsTrue,

    /// <summary>A boolean is false.</summary>
    IsFalse,

    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Equal, upper and lower case aside.</summary>
    EqualIgnoringCase,

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

    /// <summary>From one value (included) to another.</summary>
    Between,

    /// <summary>One of a list.</summary>
    In,

    /// <summary>None of a list.</summary>
    NotIn,

    /// <summary>The text contains another.</summary>
    Contains,

    /// <summary>The text does not contain another.</summary>
    NotContains,

    /// <summary>The text starts with another.</summary>
    StartsWith,

    /// <summary>The text ends with another.</summary>
    EndsWith,

    /// <summary>A Java regular expression is found in the text.</summary>
    Regex,
}

/// <summary>What a filter condition compares with.</summary>
public enum FilterOperand
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>Another column, compared by its storage type.</summary>
    Column,

    /// <summary>Another column, compared as text (<c>NaNcolumn</c>: "not a number").</summary>
    TextColumn,

    /// <summary>The items of an array.</summary>
    Array,

    /// <summary>A place on earth.</summary>
    Geo,
}
