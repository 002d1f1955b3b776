using System.Globalization;
using DssTyped.Flow.Recipes.Filters;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Filters;

// The runtime has types of the same names for predicates on rows.
using FilterCondition = DssTyped.Flow.Recipes.Filters.FilterCondition;
using FilterOperator = DssTyped.Flow.Recipes.Filters.FilterOperator;

/// <summary>One condition of a filter.</summary>
internal static class ConditionSql
{
    private const string InDss = "Change the filter in DSS, or build the recipe on a DSS server.";

    /// <summary>Why a condition can't run here; null if it can.</summary>
    public static Refusal? Refuse(FilterCondition condition)
    {
        if (condition.Group is { } group)
            return FilterSql.Refuse(group);
        if (condition.Column is null)
            return new Refusal("A filter condition names no column", InDss);
        if (condition.Operator == FilterOperator.Unknown || condition.Operand is FilterOperand.Array or FilterOperand.Geo)
            return new Refusal($"Filter operator '{condition.Spelling}' on column '{condition.Column.Name}' is not known to the local engine", InDss);
        if (condition.Operand is FilterOperand.Column or FilterOperand.TextColumn && condition.Other is null)
            return new Refusal($"A filter condition on column '{condition.Column.Name}' names no second column", InDss);
        if (condition.Operand == FilterOperand.Number && condition.Operator is not (FilterOperator.In or FilterOperator.NotIn) && !IsNumber(condition.Number))
            return new Refusal($"A filter condition compares column '{condition.Column.Name}' with '{condition.Number}', which is no number", InDss);
        if (condition.Operand == FilterOperand.Date)
            return RefuseDate(condition);

        return condition.Operator == FilterOperator.Regex ? RefuseRegex(condition) : null;
    }

    public static string Of(FilterCondition condition, Stage stage)
    {
        StageColumn column = stage.Column(condition.Column!);
        return condition.Operator switch
        {
            FilterOperator.IsEmpty => $"{column.Sql} IS NULL",
            FilterOperator.NotEmpty => $"{column.Sql} IS NOT NULL",
            FilterOperator.IsTrue => Flag(column, "true"),
            FilterOperator.IsFalse => Flag(column, "false"),
            FilterOperator.Contains => $"contains({ValueSql.Text(column)}, {SqlText.Literal(condition.Text)})",
            FilterOperator.NotContains => $"NOT coalesce(contains({ValueSql.Text(column)}, {SqlText.Literal(condition.Text)}), false)",
            FilterOperator.StartsWith => $"starts_with({ValueSql.Text(column)}, {SqlText.Literal(condition.Text)})",
            FilterOperator.EndsWith => $"ends_with({ValueSql.Text(column)}, {SqlText.Literal(condition.Text)})",
            FilterOperator.Regex => $"dss_regex({ValueSql.Text(column)}, {SqlText.Literal(condition.Text)})",
            FilterOperator.EqualIgnoringCase => $"lower({ValueSql.Text(column)}) = lower({SqlText.Literal(condition.Text)})",
            FilterOperator.In or FilterOperator.NotIn => List(condition, column),
            FilterOperator.Equal or FilterOperator.NotEqual or FilterOperator.Greater or FilterOperator.GreaterOrEqual or FilterOperator.Less or FilterOperator.LessOrEqual or FilterOperator.Between =>
                Comparison(condition, column, stage),
            FilterOperator.Unknown => throw new RecipeFailedException($"Filter operator '{condition.Spelling}' is not known. {InDss}"),
        };
    }

    private static string Comparison(FilterCondition condition, StageColumn column, Stage stage)
    {
        switch (condition.Operand)
        {
            case FilterOperand.Number:
                return Compare(condition.Operator, ValueSql.Number(column), NumberLiteral(condition.Number, column.Type), NumberLiteral(condition.Number2, column.Type));
            case FilterOperand.Date:
                return Compare(condition.Operator, DateOf(column), DateLiteral(condition.Date, condition.Time, column.Type), DateLiteral(condition.Date2, condition.Time2, column.Type));
            case FilterOperand.Column:
                (string left, string right) = Comparable(column, stage.Column(condition.Other!));
                return Compare(condition.Operator, left, right, right);
            case FilterOperand.TextColumn:
                string other = ValueSql.Text(stage.Column(condition.Other!));
                return Compare(condition.Operator, ValueSql.Text(column), other, other);
            default:
                return condition switch
                {
                    { Text: "", Operator: FilterOperator.Equal } => $"{column.Sql} IS NULL",
                    { Text: "", Operator: FilterOperator.NotEqual } => $"{column.Sql} IS NOT NULL",
                    _ => Compare(condition.Operator, ValueSql.Text(column), SqlText.Literal(condition.Text), SqlText.Literal(condition.Text)),
                };
        }
    }

    private static string Compare(FilterOperator asked, string left, string right, string upper) => asked switch
    {
        FilterOperator.Equal => $"{left} = {right}",
        // An empty cell is different from any value. IS DISTINCT FROM would say so, but two of them with OR, or one beside =, lose the empty cells of a column that has
        // nothing else (DuckDB 1.5.6).
        FilterOperator.NotEqual => $"coalesce({left} <> {right}, ({left} IS NULL) <> ({right} IS NULL))",
        FilterOperator.Greater => $"{left} > {right}",
        FilterOperator.GreaterOrEqual => $"{left} >= {right}",
        FilterOperator.Less => $"{left} < {right}",
        FilterOperator.LessOrEqual => $"{left} <= {right}",
        FilterOperator.Between => $"{left} >= {right} AND {left} <= {upper}",
        _ => throw new RecipeFailedException($"A filter can't compare with '{asked}'. {InDss}"),
    };

    private static string List(FilterCondition condition, StageColumn column)
    {
        bool isNumber = condition.Operand == FilterOperand.Number;
        string[] items = [.. condition.Items.Where(item => isNumber ? IsNumber(item) : item.Length > 0)];
        string found = !isNumber ? TextLists.IsOneOf(ValueSql.Text(column), items)
            : items.Length == 0 ? "false"
            : $"coalesce({ValueSql.Number(column)} IN ({string.Join(", ", items.Select(item => NumberLiteral(item, column.Type)))}), false)";
        if (!isNumber && condition.Items.Contains(""))
            found = $"({found} OR {column.Sql} IS NULL)";

        return condition.Operator == FilterOperator.In ? found : $"NOT {found}";
    }

    private static string Flag(StageColumn column, string flag) =>
        column.Type == StorageType.Boolean ? $"{column.Sql} = {flag}" : $"lower({ValueSql.Text(column)}) = '{flag}'";

    /// <summary>A number to compare a column with. Whole numbers are compared as such: 2^53 + 1 is not 2^53.</summary>
    internal static string NumberLiteral(string number, StorageType type) =>
        type.IsInteger() && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? $"CAST({whole.ToString(CultureInfo.InvariantCulture)} AS BIGINT)"
            : SqlText.Literal(double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0);

    internal static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string DateOf(StageColumn column) => column.Type.IsTemporal() ? column.Sql : OutputCasts.Parse(ValueSql.Text(column), StorageType.Date);

    private static string DateLiteral(string date, string time, StorageType type)
    {
        if (date.Length == 0)
            return "NULL";

        string clock = (time.Length == 0 ? TimeOnly.MinValue : TimeOnly.Parse(time, CultureInfo.InvariantCulture)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return type switch
        {
            StorageType.DateOnly => $"DATE {SqlText.Literal(date)}",
            StorageType.DateTimeNoTz => $"TIMESTAMP {SqlText.Literal($"{date} {clock}")}",
            _ => $"TIMESTAMPTZ {SqlText.Literal($"{date} {clock}+00")}",
        };
    }

    private static Refusal? RefuseDate(FilterCondition condition)
    {
        foreach ((string date, string time) in new[] { (condition.Date, condition.Time), (condition.Date2, condition.Time2) }.Take(condition.Operator == FilterOperator.Between ? 2 : 1))
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                || (time.Length > 0 && !TimeOnly.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            {
                return new Refusal($"A filter condition compares column '{condition.Column!.Name}' with '{date} {time}', which is no date", InDss);
            }
        }

        return condition.Unit is "" or "seconds"
            ? null
            : new Refusal($"A filter condition compares column '{condition.Column!.Name}' by {condition.Unit}; what DSS does with dates between is not known", InDss);
    }

    private static Refusal? RefuseRegex(FilterCondition condition)
    {
        if (!FilterPattern.IsAnchored(condition.Text))
            return new Refusal($"The pattern '{condition.Text}' of a filter on column '{condition.Column!.Name}' is not anchored, and DSS's engines disagree on what it matches", "Write ^ before and $ after the pattern in DSS, with .* where anything may stand and alternatives in brackets.");

        return FilterPattern.Parse(condition.Text) is null
            ? new Refusal($"The pattern '{condition.Text}' of a filter on column '{condition.Column!.Name}' can't be used here", InDss)
            : null;
    }

    private static (string Left, string Right) Comparable(StageColumn left, StageColumn right)
    {
        if (left.Type.IsNumeric() || right.Type.IsNumeric())
            return (ValueSql.Number(left), ValueSql.Number(right));
        if (left.Type == right.Type || (left.Type.IsTemporal() && right.Type.IsTemporal()))
            return (left.Sql, right.Sql);

        return (ValueSql.Text(left), ValueSql.Text(right));
    }
}
