using System.Globalization;
using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Recipes.Join;

/// <summary>Checks a join's conditions: columns that exist, types that compare, inputs that are there.</summary>
internal static class JoinChecks
{
    public static void Check(JoinSettings settings, ColumnSet[] tables, InferenceContext context)
    {
        foreach (JoinTable table in settings.Tables.Where(table => table.Index < 0 || table.Index >= context.MainInputs.Count))
        {
            context.Report(FlowDiagnostics.IndexOutOfRange, default, context.Recipe.Name, "the input of a joined table",
                table.Index.ToString(CultureInfo.InvariantCulture), context.MainInputs.Count.ToString(CultureInfo.InvariantCulture) + " inputs");
        }

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

    private static bool Compare(StorageType left, StorageType right) =>
        left == right || left is StorageType.Unknown || right is StorageType.Unknown || (left.IsNumeric() && right.IsNumeric()) || (left.IsTemporal() && right.IsTemporal());
}
