namespace DssTyped.Rest;

/// <summary>Whether a dataset on the server has data.</summary>
internal static class EngineDatasetState
{
    public static async Task<DatasetState?> GetAsync(DssDatasetHandle dataset, string? partition, CancellationToken cancellationToken)
    {
        DssDatasetInfo info;
        try
        {
            info = await dataset.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DssNotFoundException)
        {
            return null;
        }

        bool built = partition is not null
            ? (await dataset.ListPartitionsAsync(cancellationToken).ConfigureAwait(false)).Contains(partition, StringComparer.Ordinal)
            // A source was never built, so only a look at its data tells; a failed build vouches for nothing.
            : info.LastBuildSucceeded ?? await HasDataAsync(dataset, cancellationToken).ConfigureAwait(false);
        return new DatasetState(built) { LastBuilt = info.LastBuildEnd, LastJobId = info.LastBuildJobId };
    }

    private static async Task<bool> HasDataAsync(DssDatasetHandle dataset, CancellationToken cancellationToken)
    {
        try
        {
            DssRowStream rows = await dataset.ReadRowsAsync(new DssReadOptions { Limit = 1 }, cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
        }
        catch (DssNotFoundException)
        {
            return false;
        }
        catch (DssStreamException broken) when (broken.InnerException is DssNotFoundException)
        {
            return false;
        }
    }
}
