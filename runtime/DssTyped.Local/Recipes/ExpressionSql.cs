using DssTyped.Flow.Formula;
using DssTyped.Flow.Recipes;
using DssTyped.Local.Formula;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Recipes;

/// <summary>Formulas and SQL expressions that users wrote into visual recipes.</summary>
internal static class ExpressionSql
{
    /// <summary>A computed column.</summary>
    public static string Of(ComputedColumn column, Stage stage, TranslationContext context) => column.IsSql
        ? $"CAST({Sql(column.Expression, stage, context)} AS {DuckDbTypes.Of(column.Type)})"
        : ValueSql.Parsed(FormulaCalls.Of(column.Expression, stage, context), column.Type);

    /// <summary>A filter that is a formula: rows for which it is true.</summary>
    public static string FormulaCondition(string formula, Stage stage, TranslationContext context) => $"lower({FormulaCalls.Of(formula, stage, context)}) = 'true'";

    /// <summary>A filter that is SQL.</summary>
    public static string SqlCondition(string sql, Stage stage, TranslationContext context) => $"({Sql(sql, stage, context)})";

    /// <summary>Why a computed column can't run here; null if it can.</summary>
    public static Refusal? Refuse(ComputedColumn column) => column.IsSql ? RefuseSql(column.Expression) : RefuseFormula(column.Expression);

    /// <summary>Why a formula can't run here; null if it can.</summary>
    public static Refusal? RefuseFormula(string text)
    {
        // Project variables can stand for any part of a formula, so what is left is checked when they are known.
        if (text.Contains("${", StringComparison.Ordinal))
            return null;

        var formula = Flow.Formula.Formula.Parse(text);
        if (FormulaCompiler.Refuse(formula) is { } reason)
            return new Refusal(Sentence(reason), "Change the formula in DSS, or build the recipe on a DSS server.");

        return FormulaColumns.Of(formula).Named.Any(column => column.Offset)
            ? new Refusal($"Formula '{text}' reads other rows, which only Prepare recipes can", "Compute it in a Prepare recipe in DSS.")
            : null;
    }

    /// <summary>Why an SQL expression can't run here; null if it can.</summary>
    public static Refusal? RefuseSql(string sql) => SqlExpression.Check(sql) is { } problem
        ? new Refusal($"The SQL expression '{sql}' can't run in DuckDB: {problem}", "Use a formula in DSS instead, or build the recipe on a DSS server.")
        : null;

    private static string Sql(string sql, Stage stage, TranslationContext context) => SqlExpression.Bind(SqlExpression.Expand(sql, context.Variables), stage);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
