using DssTyped.Flow.Formula;
using DssTyped.Flow.Json;

namespace DssTyped.Flow.Recipes;

/// <summary>Finds and checks the columns that the formulas and SQL expressions of a visual recipe use.</summary>
internal static class ExpressionColumns
{
    /// <summary>What a computed column is made of.</summary>
    public static EquatableArray<ColumnOrigin> OriginsOf(ComputedColumn column, ColumnSet columns, InferenceContext context)
    {
        IEnumerable<string> names = column.IsSql ? SqlWords.Of(column.Expression) : InFormula(column.Expression, column.ExpressionSpan, columns, context);
        return DerivedColumns.From(column.Name, column.Type, column.IsSql ? "sql" : "formula", [.. names.Distinct(StringComparer.Ordinal).Select(columns.Find).Where(found => found is not null).Select(found => found!)]).Origins;
    }

    /// <summary>Checks a formula and gives the columns it names.</summary>
    public static IEnumerable<string> InFormula(string text, JsonSpan span, ColumnSet columns, InferenceContext context)
    {
        Formula.Formula formula = FormulaFindings.Parse(text, span, name => ValueOf(name, context), columns.IsKnown ? [.. columns.Columns.Select(column => column.Name)] : null,
            (rule, place, arguments) => context.Report(rule, place, [context.Recipe.Name, .. arguments]));
        return FormulaColumns.Of(formula).Named.Select(column => column.Name);
    }

    private static string? ValueOf(string variable, InferenceContext context) =>
        context.Snapshot.Variables.FirstOrDefault(candidate => candidate.Name == variable)?.Value is { } value
            ? value.Kind is JsonKind.Object or JsonKind.Array ? value.ToString() : value.Text
            : null;
}
