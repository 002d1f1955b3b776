namespace DssTyped.Flow.Recipes;

/// <summary>Common reasons why an output is not certain.</summary>
internal static class OutputLimits
{
    /// <summary>Says that the output is as unknown as its input, if that has no known columns.</summary>
    public static void NeedsColumnsOf(this OutputBuilder output, InferenceInput input)
    {
        if (input.KnownSchema is null)
            output.Limit(Certainty.Opaque, $"the columns of '{input.Ref}' are not in this project");
        else if (input.KnownSchema.Count == 0)
            output.Limit(Certainty.Opaque, $"'{input.Ref}' has no columns yet: it was never built");
    }
}
