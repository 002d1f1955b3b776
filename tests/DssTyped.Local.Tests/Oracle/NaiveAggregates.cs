using System.Globalization;
using System.Text.Json.Nodes;

namespace DssTyped.Tests.Oracle;

/// <summary>Aggregates over lists of rows, in the order of the input.</summary>
internal static class NaiveAggregates
{
    public static readonly (string Flag, string Suffix)[] Grouping =
    [
        ("count", "count"), ("min", "min"), ("max", "max"), ("countDistinct", "distinct"), ("avg", "avg"), ("median", "median"), ("sum", "sum"), ("sum2", "sum2"),
        ("concat", "concat"), ("concatDistinct", "concat_distinct"), ("stddev", "stddev"), ("first", "first"), ("last", "last"),
    ];

    public static readonly (string Flag, string Suffix)[] Window =
    [
        ("min", "min"), ("max", "max"), ("avg", "avg"), ("sum", "sum"), ("concat", "concat"), ("concatDistinct", "concat_distinct"), ("stddev", "stddev"), ("count", "count"), ("countDistinct", "distinct"), ("first", "first"), ("last", "last"),
    ];

    public static string TypeOf(string suffix, string type, bool enlarge = true) => suffix switch
    {
        "count" or "distinct" => "bigint",
        "avg" or "median" or "stddev" => "double",
        "concat" or "concat_distinct" => "string",
        "sum" or "sum2" => enlarge && NaiveRows.IsWhole(type) ? "bigint" : type,
        _ => type,
    };

    /// <summary>An aggregate of one column over some rows; <paramref name="ordered"/> are the same rows in the order that first and last go by.</summary>
    public static object? Of(string suffix, NaiveRows rows, int column, IReadOnlyList<int> members, IReadOnlyList<int> ordered, JsonNode? settings, bool enlarge = true)
    {
        string type = rows.Columns[column].Type;
        List<object> values = [.. members.Select(row => rows.Rows[row][column]).OfType<object>()];
        double[] numbers = suffix is "avg" or "median" or "stddev" or "sum" or "sum2" ? [.. values.Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))] : [];
        string separator = (string?)settings?["concatSeparator"] ?? ",";
        switch (suffix)
        {
            case "count": return (long)values.Count;
            case "distinct": return (long)values.Distinct().Count();
            case "min": return values.OrderBy(value => value, Comparer<object>.Create(NaiveRows.Compare)).FirstOrDefault();
            case "max": return values.OrderByDescending(value => value, Comparer<object>.Create(NaiveRows.Compare)).FirstOrDefault();
            case "avg": return numbers.Length == 0 ? null : numbers.Sum() / numbers.Length;
            case "sum": return numbers.Length == 0 ? null : NaiveRows.IsWhole(type) ? Sum(values.Select(value => (Int128)(long)value), TypeOf(suffix, type, enlarge)) : numbers.Sum();
            case "sum2": return numbers.Length == 0 ? null : NaiveRows.IsWhole(type) ? Sum(values.Select(value => (Int128)(long)value * (long)value), TypeOf(suffix, type, enlarge)) : numbers.Sum(number => number * number);
            case "concat": return values.Count == 0 ? null : string.Join(separator, values.Select(value => NaiveRows.Text(value, type)));
            case "concat_distinct": return values.Count == 0 ? null : string.Join(separator, values.Select(value => NaiveRows.Text(value, type)!).Distinct().Order(Comparer<string>.Create(NaiveRows.CompareTexts)));
            case "median":
                Array.Sort(numbers, (a, b) => NaiveRows.Compare(a, b));
                return numbers.Length == 0 ? null : (numbers[(numbers.Length - 1) / 2] + numbers[numbers.Length / 2]) / 2;
            case "stddev":
                if (numbers.Length < 2)
                    return null;
                double mean = numbers.Sum() / numbers.Length;
                return Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1));
            case "first" or "last":
                IEnumerable<object?> candidates = ordered.Select(row => rows.Rows[row][column]);
                if (NaiveFilter.Flag(settings, "firstLastNotNull"))
                    candidates = candidates.Where(value => value is not null);
                return suffix == "first" ? candidates.FirstOrDefault() : candidates.LastOrDefault();
            default: throw new InvalidOperationException(suffix);
        }
    }

    // One that does not fit overflows, however it came about.
    private static object Sum(IEnumerable<Int128> values, string type) => NaiveRows.Fit(values.Aggregate((sum, value) => sum + value), type);
}
