namespace DssTyped.Flow.Recipes.Filters;

/// <summary>How a filter is given.</summary>
public enum FilterMode
{
    /// <summary>Rows that meet all conditions (<c>&amp;&amp;</c>).</summary>
    All,

    /// <summary>Rows that meet at least one condition (<c>||</c>).</summary>
    Any,

    /// <summary>Rows for which a formula is true (<c>CUSTOM</c>).</summary>
    Formula,

    /// <summary>Rows for which an SQL expression of the dataset's database is true (<c>SQL</c>).</summary>
    Sql,
}
