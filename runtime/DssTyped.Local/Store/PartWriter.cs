using System.Globalization;
using System.Text;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Sql;
using DuckDB.NET.Native;

namespace DssTyped.Local.Store;

/// <summary>Writes rows cell by cell into Parquet files of a version, straight into DuckDB's vectors.</summary>
internal sealed unsafe class PartWriter : IDisposable
{
    private const long RowsPerFile = 1_000_000;

    private static long s_tables;

    private readonly DuckDbSession _session;
    private readonly VersionWriter _version;
    private readonly StoredColumns _columns;
    private readonly string? _partition;
    private readonly string _prefix;
    private readonly string _table = "rows_" + Interlocked.Increment(ref s_tables).ToString(CultureInfo.InvariantCulture);
    private readonly DuckDBLogicalType[] _types;
    private readonly DuckDBDataChunk _chunk;
    private readonly nint[] _vectors;
    private readonly nint[] _data;
    private readonly nint[] _validity;
    private readonly int _capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
    private readonly List<StoredFile> _files = [];
    private DuckDBAppender? _appender;
    private byte[] _utf8 = new byte[256];
    private long _rowsInFile;
    private int _row;

    /// <summary>A writer into a version's folder.</summary>
    /// <param name="session">A connection that nobody else uses meanwhile.</param>
    /// <param name="version">The version.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="partition">The partition that all rows belong to; null if there are none.</param>
    /// <param name="prefix">What the file names start with.</param>
    public PartWriter(DuckDbSession session, VersionWriter version, StoredColumns columns, string? partition = null, string prefix = "part")
    {
        _session = session;
        _version = version;
        _columns = columns;
        _partition = partition;
        _prefix = prefix;
        StorageType[] types = columns.Schema.Count == 0 ? [StorageType.Boolean] : [.. columns.Schema.Select(column => column.Type)];
        _types = [.. types.Select(type => NativeMethods.LogicalType.DuckDBCreateLogicalType(NativeTypeOf(type)))];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. _types.Select(type => type.DangerousGetHandle())], (ulong)_types.Length);
        _vectors = new nint[_types.Length];
        _data = new nint[_types.Length];
        _validity = new nint[_types.Length];
        Point();
    }

    /// <summary>The rows written so far.</summary>
    public long Rows { get; private set; }

    // Cells of the current row; those not set are empty.
    public void Set(int column, long value) => Mark(column, ((long*)_data[column]) + _row, value);

    public void Set(int column, int value) => Mark(column, ((int*)_data[column]) + _row, value);

    public void Set(int column, short value) => Mark(column, ((short*)_data[column]) + _row, value);

    public void Set(int column, sbyte value) => Mark(column, ((sbyte*)_data[column]) + _row, value);

    public void Set(int column, double value) => Mark(column, ((double*)_data[column]) + _row, value);

    public void Set(int column, float value) => Mark(column, ((float*)_data[column]) + _row, value);

    public void Set(int column, bool value) => Mark(column, ((byte*)_data[column]) + _row, value ? (byte)1 : (byte)0);

    public void Set(int column, ReadOnlySpan<char> value)
    {
        int max = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < max)
            _utf8 = new byte[max * 2];

        Set(column, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    public void Set(int column, ReadOnlySpan<byte> utf8)
    {
        fixed (byte* start = utf8)
        {
            byte nothing = 0;
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(_vectors[column], (ulong)_row, start == null ? &nothing : start, utf8.Length);
        }

        Valid(column);
    }

    /// <summary>Ends the current row.</summary>
    public void EndRow(CancellationToken cancellationToken)
    {
        _row++;
        Rows++;
        if (_row < _capacity)
            return;

        cancellationToken.ThrowIfCancellationRequested();
        Flush();
        if (_rowsInFile >= RowsPerFile)
            EndFile(cancellationToken);
    }

    /// <summary>Ends writing; there is always at least one file, so that the columns are kept.</summary>
    public IReadOnlyList<StoredFile> Finish(CancellationToken cancellationToken)
    {
        if (_row > 0)
            Flush();
        if (_rowsInFile > 0 || _files.Count == 0)
            EndFile(cancellationToken);

        return _files;
    }

    public void Dispose()
    {
        if (_appender is not null)
        {
            _appender.Dispose();
            _appender = null;
            _session.Execute($"DROP TABLE IF EXISTS temp.main.{_table}");
        }

        _chunk.Dispose();
        foreach (DuckDBLogicalType type in _types)
            type.Dispose();
    }

    private static DuckDBType NativeTypeOf(StorageType type) => type switch
    {
        StorageType.TinyInt => DuckDBType.TinyInt,
        StorageType.SmallInt => DuckDBType.SmallInt,
        StorageType.Int => DuckDBType.Integer,
        StorageType.BigInt => DuckDBType.BigInt,
        StorageType.Float => DuckDBType.Float,
        StorageType.Double => DuckDBType.Double,
        StorageType.Boolean => DuckDBType.Boolean,
        StorageType.Date => DuckDBType.TimestampTz,
        StorageType.DateOnly => DuckDBType.Date,
        StorageType.DateTimeNoTz => DuckDBType.Timestamp,
        StorageType.String or StorageType.GeoPoint or StorageType.Geometry or StorageType.Array or StorageType.Map or StorageType.Object or StorageType.Unknown => DuckDBType.Varchar,
    };

    private void Mark<T>(int column, T* cell, T value)
        where T : unmanaged
    {
        *cell = value;
        Valid(column);
    }

    private void Valid(int column) => ((ulong*)_validity[column])[_row >> 6] |= 1UL << (_row & 63);

    // Vectors move when a chunk is reset, and are full of valid cells then: we start from empty ones.
    private void Point()
    {
        for (int i = 0; i < _vectors.Length; i++)
        {
            nint vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, i);
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _vectors[i] = vector;
            _data[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _validity[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
            new Span<ulong>((void*)_validity[i], (_capacity + 63) / 64).Clear();
        }
    }

    private void Flush()
    {
        DuckDBAppender appender = _appender ??= OpenAppender();
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)_row);
        Check(appender, NativeMethods.Appender.DuckDBAppendDataChunk(appender, _chunk));
        NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
        Point();
        _rowsInFile += _row;
        _row = 0;
    }

    private DuckDBAppender OpenAppender()
    {
        _session.Execute($"CREATE TEMP TABLE {_table} ({_columns.Definitions})");
        DuckDBState state = NativeMethods.Appender.DuckDBAppenderCreateExt(_session.Native, "temp", "main", _table, out DuckDBAppender appender);
        return state == DuckDBState.Success ? appender : throw new DuckDbFailure("The appender of a temporary table could not be opened.", _table);
    }

    private void EndFile(CancellationToken cancellationToken)
    {
        string name = FormattableString.Invariant($"{_prefix}-{_files.Count}.parquet");
        string target = SqlText.Literal(Path.Combine(_version.Folder, name));
        DuckDBAppender appender = _appender ??= OpenAppender();
        Check(appender, NativeMethods.Appender.DuckDBAppenderClose(appender));
        appender.Dispose();
        _appender = null;
        try
        {
            _session.Execute($"COPY temp.main.{_table} TO {target} ({_columns.CopyOptions})", cancellationToken);
        }
        finally
        {
            _session.Execute($"DROP TABLE temp.main.{_table}");
        }

        _files.Add(_version.Stored(name, _rowsInFile, _partition));
        _rowsInFile = 0;
    }

    private void Check(DuckDBAppender appender, DuckDBState state)
    {
        if (state == DuckDBState.Success)
            return;

        using DuckDBErrorData error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        throw new DuckDbFailure(NativeMethods.ErrorData.DuckDBErrorDataMessage(error), _table);
    }
}
