using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Aggregates;

/// <summary>The names, flags and types of aggregations.</summary>
public static class Aggregations
{
    /// <summary>What DSS appends to a column's name.</summary>
    public static string Suffix(this Aggregation aggregation) => aggregation switch
    {
        Aggregation.Count => "count",
        Aggregation.Min => "min",
        Aggregation.Max => "max",
        Aggregation.CountDistinct => "distinct",
        Aggregation.Average => "avg",
        Aggregation.Median => "median",
        Aggregation.Sum => "sum",
        Aggregation.SumOfSquares => "sum2",
        Aggregation.Concat => "concat",
        Aggregation.ConcatDistinct => "concat_distinct",
        Aggregation.StandardDeviation => "stddev",
        Aggregation.First => "first",
        Aggregation.Last => "last",
    };

    /// <summary>The type of the result.</summary>
    /// <param name="aggregation">The aggregation.</param>
    /// <param name="type">The type of the values.</param>
    /// <param name="enlarge">Whether sums of small integers become <c>bigint</c>, as everywhere but in pivots.</param>
    public static StorageType ResultType(this Aggregation aggregation, StorageType type, bool enlarge = true) => aggregation switch
    {
        Aggregation.Count or Aggregation.CountDistinct => StorageType.BigInt,
        Aggregation.Average or Aggregation.Median or Aggregation.StandardDeviation => StorageType.Double,
        Aggregation.Concat or Aggregation.ConcatDistinct => StorageType.String,
        Aggregation.Sum or Aggregation.SumOfSquares => enlarge && type.IsInteger() ? StorageType.BigInt : type,
        Aggregation.Min or Aggregation.Max or Aggregation.First or Aggregation.Last => type,
    };

    /// <summary>Whether values of a type can be aggregated so. An unknown type is given the benefit of the doubt.</summary>
    public static bool Accepts(this Aggregation aggregation, StorageType type) => aggregation switch
    {
        Aggregation.Average or Aggregation.Median or Aggregation.Sum or Aggregation.SumOfSquares or Aggregation.StandardDeviation =>
            type is StorageType.Unknown || type.IsNumeric(),
        _ => true,
    };

    /// <summary>Whether a payload entry asks for an aggregation.</summary>
    internal static bool IsAskedFor(this Aggregation aggregation, JsonValue entry) => entry.FindFlag(aggregation switch
    {
        Aggregation.CountDistinct => "countDistinct",
        Aggregation.ConcatDistinct => "concatDistinct",
        _ => aggregation.Suffix(),
    });
}
