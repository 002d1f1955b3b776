using System.Runtime.CompilerServices;
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
    private readonly Vector[] _vectors;
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

        _vectors = new Vector[columns];
    }

    /// <summary>The types of the columns.</summary>
    public IReadOnlyList<DuckDBType> Types => _types;

    /// <summary>The number of rows in the chunk that is in memory.</summary>
    public int Count { get; private set; }

    /// <summary>Fetches the next chunk; false at the end.</summary>
    /// <exception cref="DuckDbFailure">The query failed half-way.</exception>
    public bool Fetch(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_ended)
            return false;

        cancellationToken.ThrowIfCancellationRequested();
        _chunk?.Dispose();
        _chunk = null;
        Count = 0;
        using (var guard = new Interruption(_session.Native, cancellationToken))
            _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);

        if (_chunk.IsInvalid)
        {
            _chunk = null;
            _ended = true;
            cancellationToken.ThrowIfCancellationRequested();
            string? error = NativeMethods.Query.DuckDBResultError(ref _result);
            return string.IsNullOrEmpty(error) ? false : throw new DuckDbFailure(error, _sql);
        }

        Count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        for (int i = 0; i < _types.Length; i++)
        {
            nint vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, i);
            _vectors[i] = new Vector((byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector), NativeMethods.Vectors.DuckDBVectorGetValidity(vector), _types[i]);
        }

        return Count > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int column, int row)
    {
        ulong* validity = _vectors[column].Validity;
        return validity != null && (validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>A whole number of any size; booleans are 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Int64(int column, int row)
    {
        ref readonly Vector vector = ref _vectors[column];
        return vector.Type == DuckDBType.BigInt ? ((long*)vector.Data)[row] : OtherInt64(column, row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Double(int column, int row)
    {
        ref readonly Vector vector = ref _vectors[column];
        return vector.Type == DuckDBType.Double ? ((double*)vector.Data)[row] : Single(column, row);
    }

    public float Single(int column, int row) => _types[column] == DuckDBType.Float ? ((float*)_vectors[column].Data)[row] : throw WrongType(column, "a number with decimals");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Boolean(int column, int row)
    {
        ref readonly Vector vector = ref _vectors[column];
        return vector.Type == DuckDBType.Boolean ? vector.Data[row] != 0 : throw WrongType(column, "a boolean");
    }

    /// <summary>Days since 1970-01-01.</summary>
    public int Day(int column, int row) => _types[column] == DuckDBType.Date ? ((int*)_vectors[column].Data)[row] : throw WrongType(column, "a day");

    /// <summary>Microseconds since 1970-01-01.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Microseconds(int column, int row)
    {
        ref readonly Vector vector = ref _vectors[column];
        return vector.Type is DuckDBType.Timestamp or DuckDBType.TimestampTz ? ((long*)vector.Data)[row] : throw WrongType(column, "a date and time");
    }

    /// <summary>A text's UTF-8 bytes, valid until the next fetch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        ref readonly Vector vector = ref _vectors[column];
        if (vector.Type != DuckDBType.Varchar)
            throw WrongType(column, "a text");

        // A string is 16 bytes: its length, then up to 12 bytes of text or 4 bytes and a pointer.
        byte* cell = vector.Data + ((long)row * 16);
        int length = *(int*)cell;
        return new ReadOnlySpan<byte>(length <= 12 ? cell + 4 : *(byte**)(cell + 8), length);
    }

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

    private long OtherInt64(int column, int row) => _types[column] switch
    {
        DuckDBType.Integer or DuckDBType.Date => ((int*)_vectors[column].Data)[row],
        DuckDBType.SmallInt => ((short*)_vectors[column].Data)[row],
        DuckDBType.TinyInt => ((sbyte*)_vectors[column].Data)[row],
        DuckDBType.Boolean => _vectors[column].Data[row],
        DuckDBType.Timestamp or DuckDBType.TimestampTz => ((long*)_vectors[column].Data)[row],
        _ => throw WrongType(column, "a whole number"),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidCastException WrongType(int column, string wanted) =>
        new($"The column at position {column} is no {wanted[(wanted.IndexOf(' ', StringComparison.Ordinal) + 1)..]}: it is stored as {_types[column]}.");

    /// <summary>A column of the chunk in memory.</summary>
    private readonly struct Vector(byte* data, ulong* validity, DuckDBType type)
    {
        public readonly byte* Data = data;
        public readonly ulong* Validity = validity;
        public readonly DuckDBType Type = type;
    }
}
