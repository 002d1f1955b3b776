using System.Text;
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
        if (_ended)
            return null;

        cancellationToken.ThrowIfCancellationRequested();
        DuckDBDataChunk chunk;
        using (var guard = new Interruption(_session.Native, cancellationToken))
            chunk = NativeMethods.Query.DuckDBFetchChunk(_result);

        if (!chunk.IsInvalid)
            return chunk;

        _ended = true;
        cancellationToken.ThrowIfCancellationRequested();
        string? error = NativeMethods.Query.DuckDBResultError(ref _result);
        return string.IsNullOrEmpty(error) ? null : throw new DuckDbFailure(error, _sql);
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

    /// <summary>A whole number of any size; booleans are 0 and 1.</summary>
    public long Int64(int column, int row) => _vectors[column].Kind switch
    {
        CellKind.Int64 or CellKind.Instant or CellKind.DateTime => _vectors[column].At<long>(row),
        CellKind.Int32 or CellKind.Day => _vectors[column].At<int>(row),
        CellKind.Int16 => _vectors[column].At<short>(row),
        CellKind.Int8 => _vectors[column].At<sbyte>(row),
        CellKind.Boolean => _vectors[column].At<byte>(row),
        _ => throw WrongType(column, "whole number"),
    };

    public double Double(int column, int row) => _vectors[column].Kind switch
    {
        CellKind.Double => _vectors[column].At<double>(row),
        CellKind.Single => _vectors[column].At<float>(row),
        _ => throw WrongType(column, "number with decimals"),
    };

    public float Single(int column, int row) => _vectors[column].Kind == CellKind.Single ? _vectors[column].At<float>(row) : throw WrongType(column, "number with 32 bits");

    public bool Boolean(int column, int row) => _vectors[column].Kind == CellKind.Boolean ? _vectors[column].At<bool>(row) : throw WrongType(column, "boolean");

    /// <summary>Days since 1970-01-01.</summary>
    public int Day(int column, int row) => _vectors[column].Kind == CellKind.Day ? _vectors[column].At<int>(row) : throw WrongType(column, "day");

    /// <summary>Microseconds since 1970-01-01.</summary>
    public long Microseconds(int column, int row) =>
        _vectors[column].Kind is CellKind.Instant or CellKind.DateTime ? _vectors[column].At<long>(row) : throw WrongType(column, "date and time");

    /// <summary>A text's UTF-8 bytes, valid until the next fetch.</summary>
    public ReadOnlySpan<byte> Utf8(int column, int row) => _vectors[column].Kind == CellKind.Text ? _vectors[column].Utf8(row) : throw WrongType(column, "text");

    public string Text(int column, int row) => Encoding.UTF8.GetString(Utf8(column, row));

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

    private InvalidCastException WrongType(int column, string wanted) =>
        new($"The column at position {column} is no {wanted}: it is stored as {_types[column]}.");
}
