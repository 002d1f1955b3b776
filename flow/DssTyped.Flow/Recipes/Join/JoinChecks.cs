using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>Checks a join's conditions: columns that exist, types that compare, inputs that are there.</summary>
internal static class JoinChecks
{
    public static void Check(JoinSettings settings, ColumnSet[] tables, InferenceContext context)
    {
        foreach (JoinTable table in settings.Tables.Where(table => table.Index < 0 || table.Index >= context.MainInputs.Count))
            context.ReportIndex(table.IndexSpan, "the input of a joined table", table.Index, context.MainInputs.Count, "input");
        foreach ((int index, JsonSpan span) in TablesNamedIn(settings).Where(named => named.Table < 0 || named.Table >= tables.Length))
            context.ReportIndex(span, "a joined table", index, tables.Length, "joined table");

        foreach (JoinStep step in settings.Joins.Where(step => step.ConditionsMode is "AND" or "OR" && step.Kind != JoinKind.Cross))
        {
            foreach (JoinCondition condition in step.Conditions)
                Check(condition, settings, tables, context);
        }
    }

    private static void Check(JoinCondition condition, JoinSettings settings, ColumnSet[] tables, InferenceContext context)
    {
        if (condition.Left is null || condition.Right is null || condition.LeftTable >= tables.Length || condition.RightTable >= tables.Length || condition.LeftTable < 0 || condition.RightTable < 0)
            return;

        DerivedColumn left = tables[condition.LeftTable].Take(condition.Left);
        DerivedColumn right = tables[condition.RightTable].Take(condition.Right);
        if (!settings.AutoCasts && condition is { Match: JoinMatch.Equal, Fuzzy: null } && !Compare(left.Type, right.Type))
        {
            context.Report(FlowDiagnostics.JoinKeyTypes, condition.Left.Span, context.Recipe.Name,
                condition.Left.Name, StorageTypes.NameOf(left.Type), condition.Right.Name, StorageTypes.NameOf(right.Type));
        }
    }

    private static IEnumerable<(int Table, JsonSpan Span)> TablesNamedIn(JoinSettings settings)
    {
        foreach (JoinStep step in settings.Joins)
        {
            yield return (step.Left, step.LeftSpan);
            yield return (step.Right, step.RightSpan);
            foreach (JoinCondition condition in step.Conditions)
            {
                if (condition.Left is not null)
                    yield return (condition.LeftTable, condition.Left.Span);
                if (condition.Right is not null)
                    yield return (condition.RightTable, condition.Right.Span);
            }
        }

        foreach (SelectedColumn column in settings.Selected)
            yield return (column.Table, column.Column.Span);
    }

    private static bool Compare(StorageType left, StorageType right) =>
        left == right || left is StorageType.Unknown || right is StorageType.Unknown || (left.IsNumeric() && right.IsNumeric()) || (left.IsTemporal() && right.IsTemporal());
}
