using System.Globalization;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Join;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes.Join;

/// <summary>Turns the conditions of joins into SQL. No value never equals no value.</summary>
internal sealed class JoinConditions(Stage[] tables, bool autoCasts)
{
    private readonly List<string> _warnings = [];

    /// <summary>What to warn of.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    public string Of(JoinStep step) =>
        string.Join(step.ConditionsMode == "OR" ? " OR " : " AND ", step.Conditions.Select(condition => $"({Of(condition)})"));

    /// <summary>How far two values are from each other, for nearest matches.</summary>
    public string Distance(JoinCondition condition)
    {
        (StageColumn left, StageColumn right) = Columns(condition);
        return $"abs({Difference(left, right)})";
    }

    private string Of(JoinCondition condition)
    {
        (StageColumn left, StageColumn right) = Columns(condition);
        if (condition.Fuzzy is { } fuzzy)
            return Fuzzy(fuzzy, left, right);

        switch (condition.Match)
        {
            case JoinMatch.WithinRange:
                return $"{Difference(left, right)} BETWEEN {Span(condition.RangeFrom, left, condition.DateUnit)} AND {Span(condition.RangeTo, left, condition.DateUnit)}";
            case JoinMatch.Nearest or JoinMatch.NearestBefore:
                return Near(condition, left, right);
            case JoinMatch.Contains:
                return $"contains({Text(left, condition)}, {Text(right, condition)})";
            case JoinMatch.StartsWith:
                return $"starts_with({Text(left, condition)}, {Text(right, condition)})";
        }

        (string a, string b) = Comparable(left, right, condition);
        string sign = condition.Match switch
        {
            JoinMatch.Equal => "=",
            JoinMatch.NotEqual => "<>",
            JoinMatch.Less => "<",
            JoinMatch.LessOrEqual => "<=",
            JoinMatch.Greater => ">",
            JoinMatch.GreaterOrEqual => ">=",
            _ => throw new RecipeFailedException($"Join condition {condition.MatchName} is not known to the local engine."),
        };
        return $"{a} {sign} {b}";
    }

    private (StageColumn Left, StageColumn Right) Columns(JoinCondition condition)
    {
        if (condition.LeftTable < 0 || condition.LeftTable >= tables.Length || condition.RightTable < 0 || condition.RightTable >= tables.Length)
            throw new RecipeFailedException("A join condition names a table that the recipe does not have. Open and save the recipe in DSS.");

        return (tables[condition.LeftTable].Column(condition.Left!), tables[condition.RightTable].Column(condition.Right!));
    }

    private (string Left, string Right) Comparable(StageColumn left, StageColumn right, JoinCondition condition)
    {
        if (condition.IgnoresCase || condition.NormalizesText)
            return (Text(left, condition), Text(right, condition));
        if (left.Type == right.Type || (left.Type.IsNumeric() && right.Type.IsNumeric()) || (left.Type.IsTemporal() && right.Type.IsTemporal())
            || (DuckDbTypes.Of(left.Type) == "VARCHAR" && DuckDbTypes.Of(right.Type) == "VARCHAR"))
        {
            return (left.Sql, right.Sql);
        }

        bool asNumbers = left.Type.IsNumeric() || right.Type.IsNumeric();
        if (!autoCasts)
            _warnings.Add($"The join compares '{left.Name}' ({StorageTypes.NameOf(left.Type)}) with '{right.Name}' ({StorageTypes.NameOf(right.Type)}) as {(asNumbers ? "numbers" : "texts")}. Give both columns one type before the join.");

        return asNumbers ? (ValueSql.Number(left), ValueSql.Number(right)) : (ValueSql.Text(left), ValueSql.Text(right));
    }

    private static string Text(StageColumn column, JoinCondition condition)
    {
        string text = ValueSql.Text(column);
        if (condition.NormalizesText)
            text = $"strip_accents({text})";

        return condition.IgnoresCase || condition.NormalizesText ? $"lower({text})" : text;
    }

    private string Near(JoinCondition condition, StageColumn left, StageColumn right)
    {
        string difference = Difference(left, right);
        List<string> parts = [$"{difference} IS NOT NULL"];
        if (condition.Match == JoinMatch.NearestBefore)
            parts.Add(condition.IsStrict ? $"{right.Sql} < {left.Sql}" : $"{right.Sql} <= {left.Sql}");
        else if (condition.IsStrict)
            parts.Add($"{right.Sql} <> {left.Sql}");
        if (condition.MaxDistance > 0)
            parts.Add($"abs({difference}) <= {Span(condition.MaxDistance, left, condition.DateUnit)}");

        return string.Join(" AND ", parts);
    }

    /// <summary>The left value less the right one: a number, or microseconds for dates.</summary>
    private static string Difference(StageColumn left, StageColumn right)
    {
        if (left.Type.IsTemporal() && right.Type.IsTemporal())
            return $"(epoch_us(CAST({left.Sql} AS TIMESTAMP)) - epoch_us(CAST({right.Sql} AS TIMESTAMP)))";

        // Doubles can't tell large whole numbers apart.
        return left.Type.IsInteger() && right.Type.IsInteger()
            ? $"(CAST({left.Sql} AS HUGEINT) - CAST({right.Sql} AS HUGEINT))"
            : $"(CAST({ValueSql.Number(left)} AS DOUBLE) - CAST({ValueSql.Number(right)} AS DOUBLE))";
    }

    private static string Span(double size, StageColumn column, string unit)
    {
        if (!column.Type.IsTemporal())
            return SqlText.Literal(size);

        double seconds = unit switch
        {
            "SECOND" => 1,
            "MINUTE" => 60,
            "HOUR" => 3600,
            "DAY" => 86_400,
            "WEEK" => 7 * 86_400,
            _ => throw new RecipeFailedException($"A join compares dates by {unit}, whose length varies. Use days in DSS."),
        };
        return (size * seconds * 1_000_000).ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Fuzzy(FuzzyMatch fuzzy, StageColumn left, StageColumn right)
    {
        string threshold = SqlText.Literal(fuzzy.Threshold);
        if (fuzzy.Distance == "EUCLIDEAN")
            return $"abs(CAST({ValueSql.Number(left)} AS DOUBLE) - CAST({ValueSql.Number(right)} AS DOUBLE)) <= {threshold}";

        string a = Prepared(left, fuzzy);
        string b = Prepared(right, fuzzy);
        if (fuzzy.Distance == "EXACT")
            return $"{a} = {b}";

        string distance = $"dss_distance({SqlText.Literal(fuzzy.Distance)}, {a}, {b})";
        return fuzzy.RelativeTo is "LEFT" or "RIGHT"
            ? $"{distance} <= {threshold} * length({(fuzzy.RelativeTo == "LEFT" ? a : b)})"
            : $"{distance} <= {threshold}";
    }

    private static string Prepared(StageColumn column, FuzzyMatch fuzzy)
    {
        string text = ValueSql.Text(column);
        if (fuzzy.NormalizesText)
            text = $"trim(regexp_replace(strip_accents({text}), '[^[:alnum:] ]+', ' ', 'g'))";

        if (fuzzy.IgnoresCase || fuzzy.NormalizesText)
            text = $"lower({text})";

        return fuzzy.OtherNormalizations.Contains("sortAlphabetically") ? $"dss_sorted_words({text})" : text;
    }
}
