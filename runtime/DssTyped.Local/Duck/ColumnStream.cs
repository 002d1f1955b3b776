using DuckDB.NET.Native;

namespace DssTyped.Local.Duck;

/// <summary>A query that gives some of the columns of rows whose other columns other queries give.</summary>
internal sealed class ColumnStream : IDisposable
{
    private readonly DuckDbLease _lease;
    private readonly DuckDbQuery _query;
    private readonly IReadOnlyList<int> _columns;
    private readonly ReadAhead _limits;
    private ChunksAhead? _ahead;
    private DuckDBDataChunk? _next;

    private ColumnStream(DuckDbLease lease, DuckDbQuery query, IReadOnlyList<int> columns, ReadAhead limits)
    {
        _lease = lease;
        _query = query;
        _columns = columns;
        _limits = limits;
    }

    /// <summary>Opens a query on a connection of its own.</summary>
    /// <param name="host">Where to.</param>
    /// <param name="sql">The query.</param>
    /// <param name="columns">The positions of its columns among all.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    /// <exception cref="DuckDbFailure">The query is not valid.</exception>
    public static ColumnStream Open(DuckDbHost host, string sql, IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        DuckDbLease lease = host.Rent();
        try
        {
            return new ColumnStream(lease, lease.Session.Query(sql, cancellationToken), columns, host.ReadAhead);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>Goes on fetching without being asked.</summary>
    public void StartAhead() => _ahead ??= new ChunksAhead(_query, _limits);

    /// <summary>Fetches the next chunk, unless one is there that was not shown yet.</summary>
    /// <returns>The number of its rows; 0 at the end.</returns>
    /// <exception cref="DuckDbFailure">The query failed half-way.</exception>
    public async ValueTask<int> FetchAsync(CancellationToken cancellationToken)
    {
        _next ??= _ahead is null ? _query.Next(cancellationToken) : await _ahead.NextAsync(cancellationToken).ConfigureAwait(false);
        return _next is null ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_next);
    }

    /// <summary>Puts what was fetched in place of the rows before.</summary>
    /// <param name="vectors">All columns.</param>
    public void Show(CellVector[] vectors)
    {
        _query.Show(_next);
        _next = null;
        for (int i = 0; i < _columns.Count; i++)
            vectors[_columns[i]] = _query.Vectors[i];
    }

    /// <summary>Ends fetching ahead.</summary>
    public async Task StopAheadAsync()
    {
        if (_ahead is not null)
            await _ahead.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Frees what was fetched and gives the connection back. Fetching ahead must have ended.</summary>
    public void Dispose()
    {
        _next?.Dispose();
        _query.Dispose();
        _lease.Dispose();
    }
}
