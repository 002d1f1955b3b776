using System.Diagnostics;
using System.Globalization;

namespace DssTyped.Rest;

/// <summary>Turns a filter into a function of the current row. An empty cell matches no comparison.</summary>
internal static class RowFilter
{
    public static IEnumerable<string> ColumnsOf(FilterCondition condition) => condition switch
    {
        FilterCondition.Compare compare => [compare.Column],
        FilterCondition.OneOf oneOf => [oneOf.Column],
        FilterCondition.Empty empty => [empty.Column],
        FilterCondition.And and => ColumnsOf(and.Left).Concat(ColumnsOf(and.Right)).Distinct(StringComparer.Ordinal),
        FilterCondition.Or or => ColumnsOf(or.Left).Concat(ColumnsOf(or.Right)).Distinct(StringComparer.Ordinal),
        FilterCondition.Not not => ColumnsOf(not.Operand),
        _ => throw new UnreachableException($"Filter {condition.GetType().Name} is not known."),
    };

    public static Func<RowReader, bool> Compile(FilterCondition condition, IReadOnlyList<DatasetColumn> columns)
    {
        switch (condition)
        {
            case FilterCondition.Compare compare:
                return Comparison(compare, columns);
            case FilterCondition.OneOf oneOf:
                Func<RowReader, bool>[] choices = [.. oneOf.Values.Select(value => Comparison(new FilterCondition.Compare(oneOf.Column, FilterOperator.Equal, value), columns))];
                return row => Array.Exists(choices, choice => choice(row));
            case FilterCondition.Empty empty:
                int place = PlaceOf(empty.Column, columns);
                return row => row.IsNull(place) != empty.Negated;
            case FilterCondition.And and:
                Func<RowReader, bool> first = Compile(and.Left, columns), second = Compile(and.Right, columns);
                return row => first(row) && second(row);
            case FilterCondition.Or or:
                Func<RowReader, bool> one = Compile(or.Left, columns), other = Compile(or.Right, columns);
                return row => one(row) || other(row);
            case FilterCondition.Not not:
                Func<RowReader, bool> operand = Compile(not.Operand, columns);
                return row => !operand(row);
            default:
                throw new UnreachableException($"Filter {condition.GetType().Name} is not known.");
        }
    }

    private static Func<RowReader, bool> Comparison(FilterCondition.Compare compare, IReadOnlyList<DatasetColumn> columns)
    {
        int place = PlaceOf(compare.Column, columns);
        FilterOperator op = compare.Operator;
        return compare.Value switch
        {
            string text => row => !row.IsNull(place) && Matches(op, row.GetString(place), text),
            bool flag => row => !row.IsNull(place) && Holds(op, row.GetBoolean(place).CompareTo(flag)),
            double number => row => !row.IsNull(place) && Holds(op, row.GetDouble(place), number),
            float number => row => !row.IsNull(place) && Holds(op, row.GetSingle(place), number),
            DateTimeOffset instant => row => !row.IsNull(place) && Holds(op, row.GetInstant(place).CompareTo(instant)),
            DateOnly day => row => !row.IsNull(place) && Holds(op, row.GetDateOnly(place).CompareTo(day)),
            DateTime time => row => !row.IsNull(place) && Holds(op, row.GetDateTime(place).CompareTo(time)),
            sbyte or short or int or long => Whole(place, op, Convert.ToInt64(compare.Value, CultureInfo.InvariantCulture)),
            // Points, geometries and JSON compare by their text.
            var other => row => !row.IsNull(place) && Matches(op, row.GetString(place), other.ToString() ?? ""),
        };
    }

    private static Func<RowReader, bool> Whole(int place, FilterOperator op, long value) => row => !row.IsNull(place) && Holds(op, row.GetInt64(place).CompareTo(value));

    private static bool Matches(FilterOperator op, string cell, string value) => op switch
    {
        FilterOperator.Contains => cell.Contains(value, StringComparison.Ordinal),
        FilterOperator.StartsWith => cell.StartsWith(value, StringComparison.Ordinal),
        FilterOperator.EndsWith => cell.EndsWith(value, StringComparison.Ordinal),
        _ => Holds(op, string.CompareOrdinal(cell, value)),
    };

    // NaN is in no order with anything, which CompareTo would hide.
    private static bool Holds(FilterOperator op, double cell, double value) => op switch
    {
        FilterOperator.Equal => cell == value,
        FilterOperator.NotEqual => cell != value,
        FilterOperator.Greater => cell > value,
        FilterOperator.GreaterOrEqual => cell >= value,
        FilterOperator.Less => cell < value,
        FilterOperator.LessOrEqual => cell <= value,
        _ => throw TextOnly(op),
    };

    private static bool Holds(FilterOperator op, int order) => op switch
    {
        FilterOperator.Equal => order == 0,
        FilterOperator.NotEqual => order != 0,
        FilterOperator.Greater => order > 0,
        FilterOperator.GreaterOrEqual => order >= 0,
        FilterOperator.Less => order < 0,
        FilterOperator.LessOrEqual => order <= 0,
        _ => throw TextOnly(op),
    };

    private static InvalidOperationException TextOnly(FilterOperator op) => new($"{op} compares text columns only.");

    private static int PlaceOf(string column, IReadOnlyList<DatasetColumn> columns)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i].Name, column, StringComparison.Ordinal))
                return i;
        }

        throw new DssSchemaMismatchException([$"the dataset has no column '{column}', which the filter uses"]);
    }
}
