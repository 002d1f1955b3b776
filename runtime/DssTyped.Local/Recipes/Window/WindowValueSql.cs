using System.Globalization;
using System.Text.RegularExpressions;
using DssTyped.Flow.Recipes.Aggregates;
using DssTyped.Flow.Recipes.Window;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Recipes.Aggregates;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Window;

/// <summary>The values that each window computes.</summary>
internal static class WindowValueSql
{
    // $window in a custom aggregate stands for the window, with or without parentheses of its own.
    private static readonly Regex WindowPlace = new(@"\(\s*\$window\s*\)|\$window\b", RegexOptions.CultureInvariant);

    /// <summary>The column that a window computes.</summary>
    /// <param name="value">What it computes.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="window">The window.</param>
    /// <param name="context">The recipe.</param>
    /// <param name="typeOf">The stored type of a column of the output, by its name before renamings.</param>
    public static StageColumn Of(WindowValue value, Stage rows, WindowOver window, TranslationContext context, Func<string, StorageType> typeOf) => value switch
    {
        WindowAggregate { Aggregate: CustomAggregate custom } => Custom(custom, rows, window, context, typeOf(custom.Name)),
        WindowOffset offset => Offset(offset, rows.Column(offset.Column), window),
        WindowAggregate { Aggregate: ColumnAggregate aggregate } => Aggregate(aggregate, rows.Column(aggregate.Column), window),
        _ => throw new RecipeFailedException($"A window computes {value.DefaultName}, which is not known to the local engine."),
    };

    private static StageColumn Custom(CustomAggregate custom, Stage rows, WindowOver window, TranslationContext context, StorageType type)
    {
        string sql = SqlExpression.Bind(SqlExpression.Expand(custom.Expression, context.Variables), rows);
        return new StageColumn(custom.Name, type, $"CAST({WindowPlace.Replace(sql, _ => $"({window.Aggregate})")} AS {DuckDbTypes.Of(type)})");
    }

    private static StageColumn Aggregate(ColumnAggregate aggregate, StageColumn column, WindowOver window)
    {
        if (!aggregate.Function.Accepts(column.Type))
            throw new RecipeFailedException($"A window computes {aggregate.Function.Suffix()} of column '{column.Name}', whose type is {StorageTypes.NameOf(column.Type)}. Change the column's type before this recipe.");

        StorageType type = aggregate.Function.ResultType(column.Type);
        string over = $" OVER ({window.Aggregate})";
        string ordered = $" OVER ({window.Ordered})";
        string number = AggregateSql.Double(column);
        string nulls = aggregate.IgnoreNulls ? " IGNORE NULLS" : "";
        return new StageColumn(aggregate.DefaultName, type, aggregate.Function switch
        {
            Aggregation.Count => $"count({column.Sql}){over}",
            Aggregation.CountDistinct => $"count(DISTINCT {column.Sql}){over}",
            Aggregation.Min or Aggregation.Max => $"{aggregate.Function.Suffix()}({column.Sql}){over}",
            Aggregation.Average => $"avg({number}){over}",
            Aggregation.Median => $"median({number}){over}",
            Aggregation.StandardDeviation => AggregateSql.Deviation(column, over),
            Aggregation.Sum => AggregateSql.Sum(column.Type.IsInteger() ? column.Sql : number, over, type, column),
            Aggregation.SumOfSquares => AggregateSql.Sum(AggregateSql.Square(column), over, type, column),
            Aggregation.Concat => $"nullif(string_agg({ValueSql.Text(column)}, {SqlText.Literal(aggregate.Separator)}{window.Within}){ordered}, '')",
            Aggregation.First => $"first_value({column.Sql}{window.Within}{nulls}){ordered}",
            Aggregation.Last => $"last_value({column.Sql}{window.Within}{nulls}){ordered}",
            Aggregation.ConcatDistinct => $"nullif(array_to_string(list_sort(list_distinct(list({ValueSql.Text(column)}){over})), {SqlText.Literal(aggregate.Separator)}), '')",
        });
    }

    private static StageColumn Offset(WindowOffset offset, StageColumn column, WindowOver window)
    {
        // A negative offset looks the other way.
        bool isLead = offset.IsLead == offset.Offset >= 0;
        string other = $"{(isLead ? "lead" : "lag")}({column.Sql}, {Math.Abs(offset.Offset).ToString(CultureInfo.InvariantCulture)}) OVER ({window.Stable})";
        if (!offset.IsDifference)
            return new StageColumn(offset.DefaultName, column.Type, other);

        if (column.Type.IsTemporal())
            return new StageColumn(offset.DefaultName, StorageType.BigInt, $"date_sub('{Unit(offset.DateUnit)}', CAST({other} AS TIMESTAMP), CAST({column.Sql} AS TIMESTAMP))");
        if (!column.Type.IsNumeric())
            throw new RecipeFailedException($"A window computes a difference of column '{column.Name}', whose type is {StorageTypes.NameOf(column.Type)}. Change the column's type before this recipe.");

        string difference = column.Type.IsInteger()
            ? AggregateSql.Checked($"(CAST({column.Sql} AS HUGEINT) - {other})", column.Type, column.Name)
            : $"{column.Sql} - {other}";
        return new StageColumn(offset.DefaultName, column.Type, difference);
    }

    private static string Unit(string unit) => unit is "YEAR" or "QUARTER" or "MONTH" or "WEEK" or "DAY" or "HOUR" or "MINUTE" or "SECOND"
        ? unit.ToLowerInvariant()
        : throw new RecipeFailedException($"A window computes a difference of dates in {unit}, which is not known to the local engine.");
}
