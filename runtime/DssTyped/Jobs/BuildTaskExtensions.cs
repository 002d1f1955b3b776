namespace DssTyped;

/// <summary>Ways to await builds.</summary>
public static class BuildTaskExtensions
{
    /// <summary>Returns a failed build instead of throwing it: <c>var outcome = await recipe.RunAsync(...).NoFail();</c></summary>
    public static async Task<BuildOutcome<T>> NoFail<T>(this Task<Built<T>> build)
        where T : FlowObject
    {
        try
        {
            return new BuildOutcome<T>(await build.ConfigureAwait(false), null);
        }
        catch (DssBuildFailedException exception)
        {
            return new BuildOutcome<T>(null, exception.Result);
        }
    }
}
