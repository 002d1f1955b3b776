namespace DssTyped.Flow.Recipes.Filters;

/// <summary>Checks that a filter's columns exist.</summary>
internal static class FilterChecks
{
    public static void Check(FilterSettings filter, ColumnSet columns, InferenceContext context)
    {
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
