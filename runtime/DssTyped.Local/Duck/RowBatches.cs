namespace DssTyped.Local.Duck;

/// <summary>Rows whose columns come from one or several streams. All streams give the same rows in the same chunks.</summary>
/// <param name="streams">The streams, which are disposed in the end.</param>
/// <param name="columns">The number of columns of all streams.</param>
internal sealed class RowBatches(IReadOnlyList<ColumnStream> streams, int columns) : IAsyncDisposable
{
    /// <summary>The columns of the rows in memory.</summary>
    public CellVector[] Vectors { get; } = new CellVector[columns];

    /// <summary>The number of rows in memory.</summary>
    public int Count { get; private set; }

    /// <summary>From now on, all streams are fetched ahead, side by side.</summary>
    public void StartAhead()
    {
        foreach (ColumnStream stream in streams)
            stream.StartAhead();
    }

    /// <summary>Fetches the next rows in place of those before; false at the end. Who was cancelled while waiting may ask again.</summary>
    /// <exception cref="DuckDbFailure">A query failed half-way, or not all gave the same rows.</exception>
    public async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        int rows = await streams[0].FetchAsync(cancellationToken).ConfigureAwait(false);
        for (int i = 1; i < streams.Count; i++)
        {
            int others = await streams[i].FetchAsync(cancellationToken).ConfigureAwait(false);
            if (others != rows)
                throw new DuckDbFailure($"DuckDB gave {rows} rows of some columns and {others} of others.", "");
        }

        foreach (ColumnStream stream in streams)
            stream.Show(Vectors);

        Count = rows;
        return rows > 0;
    }

    public async ValueTask DisposeAsync()
    {
        Count = 0;
        await Task.WhenAll(streams.Select(stream => stream.StopAheadAsync())).ConfigureAwait(false);
        foreach (ColumnStream stream in streams)
            stream.Dispose();
    }
}
