namespace DssTyped.Flow.Recipes;

/// <summary>What redispatching does to columns.</summary>
internal static class Partitions
{
    /// <summary>Leaves out the columns that a redispatched output keeps in the names of folders. Tables keep them as columns; only files have a format.</summary>
    public static void LeaveOut(InferenceContext context)
    {
        if (!context.Recipe.RedispatchPartitioning)
            return;

        foreach (OutputBuilder output in context.Outputs.Where(output => output.Dataset is { FormatType: not null, Dimensions.Count: > 0 }))
            output.Replace(output.Columns.Where(column => output.Dataset!.Dimensions.All(dimension => dimension.Name != column.Name)));
    }
}
