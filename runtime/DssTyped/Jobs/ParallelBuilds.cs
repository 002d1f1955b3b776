namespace DssTyped;

/// <summary>Waits for builds that run side by side: all of them, also when one fails.</summary>
internal static class ParallelBuilds
{
    public static async Task<TResult> WhenAll<TResult>(Func<TResult> results, params Task[] builds)
    {
        try
        {
            await Task.WhenAll(builds).ConfigureAwait(false);
        }
        catch (Exception) when (builds.Count(build => !build.IsCompletedSuccessfully) > 0 && builds.Length > 1 && builds.Any(build => build.Exception?.InnerException is DssBuildFailedException))
        {
            throw new DssParallelBuildException([.. builds.Select(build => build.Exception?.InnerException)], builds.Count(build => build.IsCompletedSuccessfully));
        }

        return results();
    }
}
