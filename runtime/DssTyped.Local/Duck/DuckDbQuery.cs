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
    private readonly nint[] _data;
    private readonly nint[] _validity;
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

        _data = new nint[columns];
        _validity = new nint[columns];
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
            _data[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _validity[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }

        return Count > 0;
    }

    public bool IsNull(int column, int row)
    {
        var validity = (ulong*)_validity[column];
        return validity != null && (validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>A whole number of any size; booleans are 0 and 1.</summary>
    public long Int64(int column, int row) => _types[column] switch
    {
        DuckDBType.BigInt or DuckDBType.Timestamp or DuckDBType.TimestampTz => ((long*)_data[column])[row],
        DuckDBType.Integer or DuckDBType.Date => ((int*)_data[column])[row],
        DuckDBType.SmallInt => ((short*)_data[column])[row],
        DuckDBType.TinyInt => ((sbyte*)_data[column])[row],
        DuckDBType.Boolean => ((byte*)_data[column])[row],
        _ => throw WrongType(column, "a whole number"),
    };

    public double Double(int column, int row) => _types[column] switch
    {
        DuckDBType.Double => ((double*)_data[column])[row],
        DuckDBType.Float => ((float*)_data[column])[row],
        _ => throw WrongType(column, "a number with decimals"),
    };

    public float Single(int column, int row) => _types[column] == DuckDBType.Float ? ((float*)_data[column])[row] : throw WrongType(column, "a 32-bit number with decimals");

    public bool Boolean(int column, int row) => _types[column] == DuckDBType.Boolean ? ((byte*)_data[column])[row] != 0 : throw WrongType(column, "a boolean");

    /// <summary>Days since 1970-01-01.</summary>
    public int Day(int column, int row) => _types[column] == DuckDBType.Date ? ((int*)_data[column])[row] : throw WrongType(column, "a day");

    /// <summary>Microseconds since 1970-01-01.</summary>
    public long Microseconds(int column, int row) =>
        _types[column] is DuckDBType.Timestamp or DuckDBType.TimestampTz ? ((long*)_data[column])[row] : throw WrongType(column, "a date and time");

    /// <summary>A text's UTF-8 bytes, valid until the next fetch.</summary>
    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (_types[column] != DuckDBType.Varchar)
            throw WrongType(column, "a text");

        // A string is 16 bytes: its length, then up to 12 bytes of text or 4 bytes and a pointer.
        byte* cell = (byte*)_data[column] + ((long)row * 16);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private InvalidCastException WrongType(int column, string wanted) =>
        new($"The column at position {column} is no {wanted[(wanted.IndexOf(' ', StringComparison.Ordinal) + 1)..]}: it is stored as {_types[column]}.");
}
