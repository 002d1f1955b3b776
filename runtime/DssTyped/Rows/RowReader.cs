namespace DssTyped;

/// <summary>
/// Reads the rows of a dataset one after the other, cells by position and without boxing. The typed getters read a cell
/// that is not empty; <c>Nullable...</c> ones give null for an empty cell.
/// </summary>
public abstract class RowReader : IAsyncDisposable
{
    /// <summary>The columns that were fetched, in order.</summary>
    public abstract IReadOnlyList<DatasetColumn> Columns { get; }

    /// <summary>The number of the current row, from 1; 0 before the first.</summary>
    public long RowNumber { get; private set; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last row.</returns>
    /// <exception cref="DssException">The data could not be read to its end.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Rows come in batches: almost always the next one is there already.
        if (TryAdvance())
        {
            RowNumber++;
            return new ValueTask<bool>(true);
        }

        return ReadSlowlyAsync(cancellationToken);
    }

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
    public virtual string? NullableString(int column) => IsNull(column) ? null : GetString(column);

    /// <summary>An 8-bit number, or null.</summary>
    public sbyte? NullableSByte(int column) => IsNull(column) ? null : checked((sbyte)GetInt64(column));

    /// <summary>A 16-bit number, or null.</summary>
    public short? NullableInt16(int column) => IsNull(column) ? null : checked((short)GetInt64(column));

    /// <summary>A 32-bit number, or null.</summary>
    public virtual int? NullableInt32(int column) => IsNull(column) ? null : checked((int)GetInt64(column));

    /// <summary>A 64-bit number, or null.</summary>
    public virtual long? NullableInt64(int column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>A 32-bit number with decimals, or null.</summary>
    public float? NullableSingle(int column) => IsNull(column) ? null : GetSingle(column);

    /// <summary>A number with decimals, or null.</summary>
    public virtual double? NullableDouble(int column) => IsNull(column) ? null : GetDouble(column);

    /// <summary>A boolean, or null.</summary>
    public virtual bool? NullableBoolean(int column) => IsNull(column) ? null : GetBoolean(column);

    /// <summary>An instant, or null.</summary>
    public virtual DateTimeOffset? NullableInstant(int column) => IsNull(column) ? null : GetInstant(column);

    /// <summary>A day, or null.</summary>
    public DateOnly? NullableDateOnly(int column) => IsNull(column) ? null : GetDateOnly(column);

    /// <summary>A date and time without zone, or null.</summary>
    public DateTime? NullableDateTime(int column) => IsNull(column) ? null : GetDateTime(column);

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

    private async ValueTask<bool> ReadSlowlyAsync(CancellationToken cancellationToken)
    {
        while (await FetchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryAdvance())
            {
                RowNumber++;
                return true;
            }
        }

        return false;
    }
}
