using DuckDB.NET.Native;

namespace DssTyped.Local.Duck;

/// <summary>A running query: its rows arrive in chunks, whose columns are read in place (no boxing, no copies but of strings).</summary>
internal sealed unsafe class DuckDbQuery : IDisposable
{
    private readonly DuckDbSession _session;
    private readonly DuckDBPreparedStatement _statement;
    private readonly string _sql;
    private readonly DuckDBType[] _types;
    private readonly CellVector[] _vectors;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;
    private Exception? _failure;
    private bool _ended;
    private bool _disposed;

    public DuckDbQuery(DuckDbSession session, DuckDBPreparedStatement statement, DuckDBResult result, string sql)
    {
        _session = session;
        _statement = statement;
        _result = result;
        _sql = sql;
        int columns = (int)NativeMethods.Query.DuckDBColumnCount(ref _result);
        _types = new DuckDBType[columns];
        for (int i = 0; i < columns; i++)
            _types[i] = NativeMethods.Query.DuckDBColumnType(ref _result, i);

        _vectors = new CellVector[columns];
    }

    /// <summary>The types of the columns.</summary>
    public IReadOnlyList<DuckDBType> Types => _types;

    /// <summary>The columns of the chunk that is in memory.</summary>
    public CellVector[] Vectors => _vectors;

    /// <summary>The number of rows in the chunk that is in memory.</summary>
    public int Count { get; private set; }

    /// <summary>Fetches the next chunk and shows it; false at the end.</summary>
    /// <exception cref="DuckDbFailure">The query failed half-way.</exception>
    public bool Fetch(CancellationToken cancellationToken) => Show(Next(cancellationToken));

    /// <summary>Fetches the next chunk, which the caller owns; null at the end. What is shown stays as it is.</summary>
    /// <exception cref="DuckDbFailure">The query failed half-way.</exception>
    public DuckDBDataChunk? Next(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failure is not null)
            throw _failure;
        if (_ended)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        DuckDBDataChunk chunk;
        using (var guard = new Interruption(_session.Native, cancellationToken))
            chunk = NativeMethods.Query.DuckDBFetchChunk(_result);

        if (!chunk.IsInvalid)
            return chunk;

        // Who asks again after a failure must not take it for the end.
        _ended = true;
        string? error = NativeMethods.Query.DuckDBResultError(ref _result);
        if (cancellationToken.IsCancellationRequested)
            _failure = new OperationCanceledException(cancellationToken);
        else if (!string.IsNullOrEmpty(error))
            _failure = new DuckDbFailure(error, _sql);

        return _failure is null ? null : throw _failure;
    }

    /// <summary>Takes a chunk over and shows its rows in place of those before; false if there are none.</summary>
    public bool Show(DuckDBDataChunk? chunk)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _chunk?.Dispose();
        _chunk = chunk;
        Count = chunk is null ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        for (int i = 0; i < _types.Length && chunk is not null; i++)
            _vectors[i] = VectorOf(chunk, i);

        return Count > 0;
    }

    /// <summary>About how much memory a chunk takes; of its texts, some are looked at.</summary>
    public long EstimateBytes(DuckDBDataChunk chunk)
    {
        int rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        int step = Math.Max(1, rows / 32);
        long bytes = 0;
        for (int i = 0; i < _types.Length; i++)
        {
            CellVector cells = VectorOf(chunk, i);
            bytes += (long)rows * (cells.Kind is CellKind.Text or CellKind.Other ? 16 : 8);
            for (int row = 0; row < rows && cells.Kind == CellKind.Text; row += step)
                bytes += cells.IsNull(row) ? 0 : (long)cells.Utf8(row).Length * step;
        }

        return bytes;
    }

    public bool IsNull(int column, int row) => _vectors[column].IsNull(row);

    public long Int64(int column, int row) => _vectors.Int64(column, row);

    public double Double(int column, int row) => _vectors.Double(column, row);

    public float Single(int column, int row) => _vectors.Single(column, row);

    public bool Boolean(int column, int row) => _vectors.Boolean(column, row);

    public int Day(int column, int row) => _vectors.Day(column, row);

    public long Microseconds(int column, int row) => _vectors.Microseconds(column, row);

    public ReadOnlySpan<byte> Utf8(int column, int row) => _vectors.Utf8(column, row);

    public string Text(int column, int row) => _vectors.Text(column, row);

    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        Count = 0;
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
    }

    private CellVector VectorOf(DuckDBDataChunk chunk, int column)
    {
        nint vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
        return new CellVector(KindOf(_types[column]), (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector), NativeMethods.Vectors.DuckDBVectorGetValidity(vector));
    }

    private static CellKind KindOf(DuckDBType type) => type switch
    {
        DuckDBType.TinyInt => CellKind.Int8,
        DuckDBType.SmallInt => CellKind.Int16,
        DuckDBType.Integer => CellKind.Int32,
        DuckDBType.BigInt => CellKind.Int64,
        DuckDBType.Float => CellKind.Single,
        DuckDBType.Double => CellKind.Double,
        DuckDBType.Boolean => CellKind.Boolean,
        DuckDBType.TimestampTz => CellKind.Instant,
        DuckDBType.Timestamp => CellKind.DateTime,
        DuckDBType.Date => CellKind.Day,
        DuckDBType.Varchar => CellKind.Text,
        _ => CellKind.Other,
    };
}
