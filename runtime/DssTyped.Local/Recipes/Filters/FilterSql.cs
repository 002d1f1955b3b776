using DssTyped.Flow.Recipes;
using DssTyped.Flow.Recipes.Filters;

namespace DssTyped.Local.Recipes.Filters;

// The runtime has types of the same names for predicates on rows.
using FilterCondition = DssTyped.Flow.Recipes.Filters.FilterCondition;
using FilterOperator = DssTyped.Flow.Recipes.Filters.FilterOperator;

/// <summary>Turns a filter into a condition. What is true of no value stays false for an empty cell; "not" conditions keep empty cells, as the formula language does.</summary>
internal static class FilterSql
{
    /// <summary>The condition; null if all rows pass.</summary>
    public static string? Condition(FilterSettings filter, Stage stage, TranslationContext context)
    {
        if (filter.KeepsAll)
            return null;

        return filter.Mode switch
        {
            FilterMode.All => string.Join(" AND ", filter.Conditions.Select(condition => One(condition, stage, context))),
            FilterMode.Any => string.Join(" OR ", filter.Conditions.Select(condition => One(condition, stage, context))),
            FilterMode.Formula => ExpressionSql.FormulaCondition(filter.Expression, stage, context),
            FilterMode.Sql => ExpressionSql.SqlCondition(filter.Expression, stage, context),
        };
    }

    /// <summary>Why a filter can't run here; null if it can.</summary>
    public static Refusal? Refuse(FilterSettings filter) => filter switch
    {
        { KeepsAll: true } => null,
        { Mode: FilterMode.Formula } => ExpressionSql.RefuseFormula(filter.Expression),
        { Mode: FilterMode.Sql } => ExpressionSql.RefuseSql(filter.Expression),
        _ => filter.Conditions.Select(ConditionSql.Refuse).FirstOrDefault(refusal => refusal is not null),
    };

    private static string One(FilterCondition condition, Stage stage, TranslationContext context) =>
        condition.Group is { } group ? $"({Condition(group, stage, context) ?? "true"})" : $"({ConditionSql.Of(condition, stage)})";
}
