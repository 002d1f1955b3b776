using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DssTyped.Local.Duck;

/// <summary>A connection to DuckDB, used by one thread at a time.</summary>
internal sealed class DuckDbSession(DuckDBConnection connection) : IDisposable
{
    public DuckDBNativeConnection Native { get; } = connection.NativeConnection;

    /// <summary>Executes statements; cancelling interrupts them.</summary>
    /// <returns>The number of rows changed or copied by the last one.</returns>
    /// <exception cref="DuckDbFailure">A statement failed.</exception>
    public long Execute(string sql, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var guard = new Interruption(Native, cancellationToken);
        DuckDBState state = NativeMethods.Query.DuckDBQuery(Native, sql, out DuckDBResult result);
        try
        {
            if (state == DuckDBState.Success)
                return NativeMethods.Query.DuckDBRowsChanged(ref result);

            cancellationToken.ThrowIfCancellationRequested();
            throw new DuckDbFailure(NativeMethods.Query.DuckDBResultError(ref result), sql);
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Opens a query whose rows are streamed.</summary>
    /// <exception cref="DuckDbFailure">The query is not valid.</exception>
    public DuckDbQuery Query(string sql, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var guard = new Interruption(Native, cancellationToken);
        if (NativeMethods.PreparedStatements.DuckDBPrepare(Native, sql, out DuckDBPreparedStatement statement) == DuckDBState.Error)
        {
            string message = NativeMethods.PreparedStatements.DuckDBPrepareError(statement);
            statement.Dispose();
            throw new DuckDbFailure(message, sql);
        }

        if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out DuckDBResult result) == DuckDBState.Error)
        {
            string message = NativeMethods.Query.DuckDBResultError(ref result);
            NativeMethods.Query.DuckDBDestroyResult(ref result);
            statement.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new DuckDbFailure(message, sql);
        }

        return new DuckDbQuery(this, statement, result, sql);
    }

    /// <summary>The first cell of a query's first row as a whole number; 0 if there is none.</summary>
    public long Scalar(string sql, CancellationToken cancellationToken = default)
    {
        using DuckDbQuery query = Query(sql, cancellationToken);
        return query.Fetch(cancellationToken) && !query.IsNull(0, 0) ? query.Int64(0, 0) : 0;
    }

    public void Dispose() => connection.Dispose();
}

/// <summary>DuckDB refused or failed a statement.</summary>
internal sealed class DuckDbFailure(string message, string sql) : Exception(message)
{
    /// <summary>The statement.</summary>
    public string Sql { get; } = sql;
}
