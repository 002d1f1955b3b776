using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Flow.Recipes.Sampling;

/// <summary>What a <c>sampling</c> (sample/filter) recipe asks for.</summary>
/// <param name="Filter">Which rows are looked at.</param>
/// <param name="Method">How rows are chosen from them.</param>
/// <param name="MethodName">DSS's spelling of the method.</param>
/// <param name="MaxRecords">The number of rows of the methods that take one; -1 is no limit.</param>
/// <param name="TargetRatio">The share of rows of the methods that take one, from 0 to 1.</param>
/// <param name="Seed">The seed of chance; null if none is set.</param>
/// <param name="Column">The column of the methods that take one.</param>
/// <param name="Ascending">Whether <see cref="SamplingMethod.ColumnOrdered"/> takes the least rows first.</param>
/// <param name="Orders">An order that is applied before rows are chosen; empty for the input's own.</param>
public sealed record SamplingSettings(
    FilterSettings Filter,
    SamplingMethod Method,
    string MethodName,
    long MaxRecords,
    double TargetRatio,
    long? Seed,
    ColumnRef? Column,
    bool Ascending,
    EquatableArray<SortKey> Orders) : RecipeSettings;

/// <summary>How a sampling recipe chooses rows.</summary>
public enum SamplingMethod
{
    /// <summary>All rows.</summary>
    Full,

    /// <summary>The first rows.</summary>
    Head,

    /// <summary>The last rows.</summary>
    Tail,

    /// <summary>A number of rows by chance.</summary>
    RandomNumber,

    /// <summary>A share of the rows by chance.</summary>
    RandomRatio,

    /// <summary>The first rows by a column.</summary>
    ColumnOrdered,

    /// <summary>A number of rows by chance, as many of each value of a column as there are of the others.</summary>
    BalancedNumber,

    /// <summary>A share of the rows by chance, as many of each value of a column as there are of the others.</summary>
    BalancedRatio,

    /// <summary>A number of rows by chance, in which the values of a column have the shares they have in all rows.</summary>
    StratifiedNumber,

    /// <summary>A share of the rows by chance, in which the values of a column have the shares they have in all rows.</summary>
    StratifiedRatio,

    /// <summary>All rows of values of a column that are chosen by chance, until there are enough rows.</summary>
    ColumnValues,

    /// <summary>A method this version does not know.</summary>
    Other,
}
