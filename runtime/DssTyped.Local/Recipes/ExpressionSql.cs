using DssTyped.Flow.Recipes;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>Formulas and SQL expressions that users wrote into visual recipes.</summary>
internal static class ExpressionSql
{
    private const string InDss = "Use a formula in DSS instead, or build the recipe on a DSS server.";

    public static string Of(ComputedColumn column, Stage stage, TranslationContext context) =>
        column.IsSql
            ? $"CAST({Sql(column.Expression, stage, context)} AS {DuckDbTypes.Of(column.Type)})"
            : throw new RecipeFailedException($"Computed column '{column.Name}' is a formula, which the local engine can't run in this kind of recipe.");

    public static string FormulaCondition(string formula, Stage stage, TranslationContext context) =>
        throw new RecipeFailedException($"The filter is a formula ('{formula}'), which the local engine can't run in this kind of recipe.");

    public static string SqlCondition(string sql, Stage stage, TranslationContext context) => $"({Sql(sql, stage, context)})";

    public static Refusal? Refuse(ComputedColumn column) => column.IsSql ? RefuseSql(column.Expression) : RefuseFormula(column.Expression);

    public static Refusal? RefuseFormula(string formula) => new($"Formula '{formula}' can't run in this kind of recipe here", "Compute it in a Prepare recipe before, or build the recipe on a DSS server.");

    public static Refusal? RefuseSql(string sql) => SqlExpression.Check(sql) is { } problem ? new Refusal($"The SQL expression '{sql}' can't run in DuckDB: {problem}", InDss) : null;

    private static string Sql(string sql, Stage stage, TranslationContext context) => SqlExpression.Bind(SqlExpression.Expand(sql, context.Variables), stage);
}
