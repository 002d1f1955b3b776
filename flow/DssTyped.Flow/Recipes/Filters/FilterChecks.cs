namespace DssTyped.Flow.Recipes.Filters;

/// <summary>Checks that a filter's columns exist.</summary>
internal static class FilterChecks
{
    public static void Check(FilterSettings filter, ColumnSet columns, InferenceContext context)
    {
        // Project variables are put into the text before it is parsed; one that stands for a whole term can't be checked here.
        if (filter.Mode == FilterMode.Formula && !filter.KeepsAll)
            _ = ExpressionColumns.InFormula(filter.Expression, filter.ExpressionSpan, columns, context);

        foreach (FilterCondition condition in filter.Conditions)
        {
            if (condition.Group is { } group)
            {
                Check(group, columns, context);
                continue;
            }

            columns.Check(condition.Column);
            columns.Check(condition.Other);
        }
    }
}
