namespace DssTyped.Flow.Recipes.Aggregates;

/// <summary>What grouping, window and pivot recipes can make of many values, in the order of a grouping's output.</summary>
public enum Aggregation
{
    /// <summary>How many rows have a value.</summary>
    Count,

    /// <summary>The least value.</summary>
    Min,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>How many different values there are.</summary>
    CountDistinct,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The median.</summary>
    Median,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The sum of squares.</summary>
    SumOfSquares,

    /// <summary>All values as one text.</summary>
    Concat,

    /// <summary>All different values as one text.</summary>
    ConcatDistinct,

    /// <summary>The sample standard deviation.</summary>
    StandardDeviation,

    /// <summary>The value of the first row, by another column.</summary>
    First,

    /// <summary>The value of the last row, by another column.</summary>
    Last,
}
