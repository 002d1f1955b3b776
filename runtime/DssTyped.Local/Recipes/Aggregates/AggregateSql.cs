using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Aggregates;

/// <summary>Aggregates of a grouping or pivot.</summary>
internal static class AggregateSql
{
    /// <summary>Why an aggregate can't run here; null if it can.</summary>
    public static Refusal? Refuse(AggregateColumn aggregate) => aggregate switch
    {
        ColumnAggregate { Function: Aggregation.First or Aggregation.Last, OrderColumn: null } plain => new Refusal(
            $"The {plain.Function.Suffix()} value of column '{plain.Column.Name}' has no order column, so which row it is from is not defined", "Choose an order column for the aggregate in DSS."),
        CustomAggregate custom when SqlExpression.Check(custom.Expression) is { } problem => new Refusal(
            $"The custom aggregate '{custom.Name}' can't run in DuckDB: {problem}"),
        _ => null,
    };

    /// <summary>Whether an aggregate depends on the order of the rows, so that they must be numbered.</summary>
    public static bool NeedsOrder(AggregateColumn aggregate) => aggregate is ColumnAggregate { Function: Aggregation.First or Aggregation.Last or Aggregation.Concat };

    /// <summary>The column of an aggregate, as an expression over a stage.</summary>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="stage">The rows.</param>
    /// <param name="context">The recipe.</param>
    /// <param name="output">The output, whose stored schema tells the types of custom aggregates.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    /// <param name="enlarge">Whether sums of small integers become <c>bigint</c>.</param>
    public static StageColumn Of(AggregateColumn aggregate, Stage stage, TranslationContext context, OutputTarget output, string? filter = null, bool enlarge = true)
    {
        if (aggregate is CustomAggregate custom)
        {
            StorageType stored = output.Schema.Find(custom.Name)?.Type ?? StorageType.String;
            string sql = SqlExpression.Bind(SqlExpression.Expand(custom.Expression, context.Variables), stage);
            return new StageColumn(custom.Name, stored, $"CAST({sql} AS {DuckDbTypes.Of(stored)})");
        }

        var plain = (ColumnAggregate)aggregate;
        StageColumn column = stage.Column(plain.Column);
        if (!plain.Function.Accepts(column.Type))
            throw new RecipeFailedException($"The recipe computes {plain.Function.Suffix()} of column '{column.Name}', whose type is {StorageTypes.NameOf(column.Type)}. Change the column's type before this recipe, or drop the aggregate.");

        StorageType type = plain.Function.ResultType(column.Type, enlarge);
        return new StageColumn(plain.DefaultName, type, Expression(plain, column, type, stage, filter));
    }

    private static string Expression(ColumnAggregate aggregate, StageColumn column, StorageType type, Stage stage, string? filter)
    {
        string value = column.Sql;
        string where = filter is null ? "" : $" FILTER (WHERE {filter})";
        switch (aggregate.Function)
        {
            case Aggregation.Count:
                return $"count({value}){where}";
            case Aggregation.CountDistinct:
                return $"count(DISTINCT {value}){where}";
            case Aggregation.Min or Aggregation.Max:
                return $"{aggregate.Function.Suffix()}({value}){where}";
            case Aggregation.Average:
                return $"avg({Double(column)}){where}";
            case Aggregation.Median:
                return $"median({Double(column)}){where}";
            case Aggregation.StandardDeviation:
                return Deviation(column, where);
            case Aggregation.Sum:
                return Sum(column.Type.IsInteger() ? value : Double(column), where, type, column);
            case Aggregation.SumOfSquares:
                return Sum(Square(column), where, type, column);
            case Aggregation.Concat:
                return $"nullif(string_agg({ValueSql.Text(column)}, {SqlText.Literal(aggregate.Separator)} ORDER BY {stage.Number}){where}, '')";
            case Aggregation.ConcatDistinct:
                return $"nullif(array_to_string(list_sort(list_distinct(list({ValueSql.Text(column)}){where})), {SqlText.Literal(aggregate.Separator)}), '')";
            case Aggregation.First or Aggregation.Last:
                string order = $"{ValueSql.Order(stage.Column(aggregate.OrderColumn!).Sql, descending: false)}, {stage.Number}";
                string some = aggregate.IgnoreNulls ? Both(filter, $"{value} IS NOT NULL") : where;
                return $"{aggregate.Function.Suffix()}({value} ORDER BY {order}){some}";
            default:
                throw new RecipeFailedException($"The aggregate {aggregate.Function} is not known to the local engine.");
        }
    }

    /// <summary>A sum in the type it has in DSS; one that does not fit fails and says where.</summary>
    internal static string Sum(string value, string where, StorageType type, StageColumn column)
    {
        string sum = $"sum({value}){where}";
        return type.IsInteger() ? Checked(sum, type, column.Name) : $"CAST({sum} AS {DuckDbTypes.Of(type)})";
    }

    /// <summary>The standard deviation; no number as soon as one value is none or infinite. Values whose squares no double holds fail and say where.</summary>
    internal static string Deviation(StageColumn column, string where)
    {
        string value = Double(column);
        if (column.Type.IsInteger())
            return $"stddev_samp({value}){where}";

        // What is no number is the largest to DuckDB.
        string most = $"max(abs({value})){where}";
        string message = SqlText.Literal($"The standard deviation of column '{column.Name}' can't be computed: it has values beyond 1E150, whose squares no double can hold. Divide the column by a power of ten before this recipe.");
        return $"CASE WHEN NOT isfinite({most}) THEN CASE WHEN count({value}){where} > 1 THEN 'NaN'::DOUBLE END WHEN {most} > 1e150 THEN error({message}) ELSE stddev_samp(CASE WHEN abs({value}) <= 1e150 THEN {value} END){where} END";
    }

    /// <summary>The square of a value. One that is too large anyway is cut, so that a sum of such can be told to be too large rather than overflow.</summary>
    internal static string Square(StageColumn column)
    {
        if (!column.Type.IsInteger())
            return $"{Double(column)} * {Double(column)}";

        string square = $"CAST({column.Sql} AS HUGEINT) * {column.Sql}";
        return column.Type == StorageType.BigInt ? $"CASE WHEN abs({column.Sql}::HUGEINT) > 3037000499 THEN 9223372036854775808::HUGEINT ELSE {square} END" : square;
    }

    /// <summary>A wide integer in a narrower type.</summary>
    internal static string Checked(string sum, StorageType type, string column)
    {
        (string least, string most) = type switch
        {
            StorageType.TinyInt => ("-128", "127"),
            StorageType.SmallInt => ("-32768", "32767"),
            StorageType.Int => ("-2147483648", "2147483647"),
            _ => ("-9223372036854775808", "9223372036854775807"),
        };
        string message = SqlText.Literal($"The sum of column '{column}' is too large for {StorageTypes.NameOf(type)}. Make the column a double before this recipe.");
        return $"CASE WHEN {sum} < {least}::HUGEINT OR {sum} > {most}::HUGEINT THEN error({message}) ELSE CAST({sum} AS {DuckDbTypes.Of(type)}) END";
    }

    internal static string Double(StageColumn column) => column.Type == StorageType.Double ? column.Sql : $"CAST({column.Sql} AS DOUBLE)";

    private static string Both(string? first, string second) => $" FILTER (WHERE {(first is null ? second : $"({first}) AND {second}")})";
}
