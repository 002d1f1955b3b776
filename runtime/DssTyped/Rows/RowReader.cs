using System.Runtime.CompilerServices;

namespace DssTyped;

/// <summary>
/// Reads the rows of a dataset one after the other, cells by position and without boxing. The typed getters read a cell
/// that is not empty; <c>Nullable...</c> ones give null for an empty cell.
/// </summary>
public abstract class RowReader : IAsyncDisposable
{
    // Rows that lie in memory by column. There are vectors only while there is a current row among them, so no getter can reach beyond.
    private CellVector[] _vectors = [];
    private int _batchRows;
    private int _batchRow = -1;

    /// <summary>The columns that were fetched, in order.</summary>
    public abstract IReadOnlyList<DatasetColumn> Columns { get; }

    /// <summary>The number of the current row, from 1; 0 before the first.</summary>
    public long RowNumber { get; private set; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last row.</returns>
    /// <exception cref="DssException">The data could not be read to its end.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default) =>
        TryRead() ? new ValueTask<bool>(true) : ReadSlowlyAsync(cancellationToken);

    /// <summary>Whether a cell of the current row is empty.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A whole number of any size.</summary>
    public abstract long GetInt64(int column);

    /// <summary>A number with decimals.</summary>
    public abstract double GetDouble(int column);

    /// <summary>A 32-bit number with decimals.</summary>
    public abstract float GetSingle(int column);

    /// <summary>A boolean.</summary>
    public abstract bool GetBoolean(int column);

    /// <summary>A text; also the text of complex and geographic cells.</summary>
    public abstract string GetString(int column);

    /// <summary>A text's UTF-8 bytes, valid until the next row.</summary>
    public abstract ReadOnlySpan<byte> GetUtf8(int column);

    /// <summary>An instant (DSS type <c>date</c>), in UTC.</summary>
    public abstract DateTimeOffset GetInstant(int column);

    /// <summary>A day (DSS type <c>dateonly</c>).</summary>
    public abstract DateOnly GetDateOnly(int column);

    /// <summary>A date and time without zone (DSS type <c>datetimenotz</c>).</summary>
    public abstract DateTime GetDateTime(int column);

    /// <summary>A text, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public string? NullableString(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Text)
            return vectors[column].IsNull(_batchRow) ? null : GetString(column);

        return TextOrNull(column);
    }

    /// <summary>A text's UTF-8 bytes, valid until the next row; none for an empty cell, which DSS does not tell from an empty text. No string is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Utf8OrEmpty(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Text)
            return vectors[column].IsNull(_batchRow) ? default : vectors[column].Utf8(_batchRow);

        return IsNull(column) ? default : GetUtf8(column);
    }

    /// <summary>An 8-bit number, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public sbyte? NullableSByte(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Int8)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<sbyte>(_batchRow);

        return WholeOrNull(column) is { } value ? checked((sbyte)value) : null;
    }

    /// <summary>A 16-bit number, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short? NullableInt16(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Int16)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<short>(_batchRow);

        return WholeOrNull(column) is { } value ? checked((short)value) : null;
    }

    /// <summary>A 32-bit number, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int? NullableInt32(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Int32)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<int>(_batchRow);

        return WholeOrNull(column) is { } value ? checked((int)value) : null;
    }

    /// <summary>A 64-bit number, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long? NullableInt64(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Int64)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<long>(_batchRow);

        return WholeOrNull(column);
    }

    /// <summary>A 32-bit number with decimals, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float? NullableSingle(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Single)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<float>(_batchRow);

        return IsNull(column) ? null : GetSingle(column);
    }

    /// <summary>A number with decimals, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double? NullableDouble(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Double)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<double>(_batchRow);

        return NumberOrNull(column);
    }

    /// <summary>A boolean, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool? NullableBoolean(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Boolean)
            return vectors[column].IsNull(_batchRow) ? null : vectors[column].At<bool>(_batchRow);

        return BooleanOrNull(column);
    }

    /// <summary>An instant, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DateTimeOffset? NullableInstant(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Instant)
            return vectors[column].IsNull(_batchRow) ? null : InstantOf(vectors[column].At<long>(_batchRow));

        return InstantOrNull(column);
    }

    /// <summary>A day, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DateOnly? NullableDateOnly(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.Day)
            return vectors[column].IsNull(_batchRow) ? null : DayOf(vectors[column].At<int>(_batchRow));

        return IsNull(column) ? null : GetDateOnly(column);
    }

    /// <summary>A date and time without zone, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DateTime? NullableDateTime(int column)
    {
        CellVector[] vectors = _vectors;
        if ((uint)column < (uint)vectors.Length && vectors[column].Kind == CellKind.DateTime)
            return vectors[column].IsNull(_batchRow) ? null : DateTimeOf(vectors[column].At<long>(_batchRow));

        return IsNull(column) ? null : GetDateTime(column);
    }

    /// <summary>A JSON value, or null.</summary>
    public DssJson? NullableJson(int column) => IsNull(column) ? null : new DssJson(GetString(column));

    /// <summary>A point, or null.</summary>
    public GeoPoint? NullableGeoPoint(int column) => IsNull(column) ? null : new GeoPoint(GetString(column));

    /// <summary>A geometry, or null.</summary>
    public Geometry? NullableGeometry(int column) => IsNull(column) ? null : new Geometry(GetString(column));

    /// <summary>A value that a row type says is never empty. Called by generated code.</summary>
    /// <exception cref="DssEmptyCellException">The cell is empty.</exception>
    public T Required<T>(T? value, int column)
        where T : struct => value ?? throw new DssEmptyCellException(Columns[column].Name, RowNumber);

    /// <summary>A value that a row type says is never empty. Called by generated code.</summary>
    /// <exception cref="DssEmptyCellException">The cell is empty.</exception>
    public T Required<T>(T? value, int column)
        where T : class => value ?? throw new DssEmptyCellException(Columns[column].Name, RowNumber);

    /// <summary>Ends reading and frees what it held.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Goes to the next row if it is in memory.</summary>
    protected abstract bool TryAdvance();

    /// <summary>Fetches more rows; false at the end.</summary>
    protected abstract ValueTask<bool> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Goes to the next row if it is in memory; almost always it is, since rows come in batches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryRead()
    {
        int next = _batchRow + 1;
        if (next >= _batchRows)
            return TryReadBeyondBatch();

        _batchRow = next;
        RowNumber++;
        return true;
    }

    // Cells that do not lie in vectors. A reader that has to look for a cell first overrides these, to look once.
    private protected virtual string? TextOrNull(int column) => IsNull(column) ? null : GetString(column);

    private protected virtual long? WholeOrNull(int column) => IsNull(column) ? null : GetInt64(column);

    private protected virtual double? NumberOrNull(int column) => IsNull(column) ? null : GetDouble(column);

    private protected virtual bool? BooleanOrNull(int column) => IsNull(column) ? null : GetBoolean(column);

    private protected virtual DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : GetInstant(column);

    /// <summary>The current row's position in the batch.</summary>
    /// <exception cref="InvalidOperationException">There is no current row.</exception>
    private protected int BatchRow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _vectors.Length > 0 ? _batchRow : throw NoCurrentRow();
    }

    /// <summary>Gives the next rows, which lie in memory by column until this is called again.</summary>
    private protected void SetBatch(CellVector[] vectors, int rows)
    {
        _vectors = rows > 0 ? vectors : [];
        _batchRows = rows;
        _batchRow = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static DateTimeOffset InstantOf(long microseconds) => new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private protected static DateTime DateTimeOf(long microseconds) => new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond));

    private protected static DateOnly DayOf(int days) => DateOnly.FromDayNumber(days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    private static InvalidOperationException NoCurrentRow() =>
        new("There is no current row. Read cells after ReadAsync gave true, and no longer once it gave false or the reader was disposed.");

    private bool TryReadBeyondBatch()
    {
        if (_batchRows > 0)
            SetBatch([], 0);
        if (!TryAdvance())
            return false;

        RowNumber++;
        return true;
    }

    private async ValueTask<bool> ReadSlowlyAsync(CancellationToken cancellationToken)
    {
        while (await FetchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryRead())
                return true;
        }

        return false;
    }
}
