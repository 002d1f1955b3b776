namespace DssTyped.Rest;

/// <summary>Leaves out the rows of another reader that a filter does not match, whatever the server left out before.</summary>
internal sealed class FilteredRowReader(RowReader rows, Func<RowReader, bool> matches, int visibleColumns, long? limit) : RowReader
{
    private long _left = limit ?? long.MaxValue;
    private bool _current;

    public override IReadOnlyList<DatasetColumn> Columns { get; } = [.. rows.Columns.Take(visibleColumns)];

    public override bool IsNull(int column) => rows.IsNull(column);

    public override long GetInt64(int column) => rows.GetInt64(column);

    public override double GetDouble(int column) => rows.GetDouble(column);

    public override float GetSingle(int column) => rows.GetSingle(column);

    public override bool GetBoolean(int column) => rows.GetBoolean(column);

    public override string GetString(int column) => rows.GetString(column);

    public override ReadOnlySpan<byte> GetUtf8(int column) => rows.GetUtf8(column);

    public override DateTimeOffset GetInstant(int column) => rows.GetInstant(column);

    public override DateOnly GetDateOnly(int column) => rows.GetDateOnly(column);

    public override DateTime GetDateTime(int column) => rows.GetDateTime(column);

    public override ValueTask DisposeAsync() => rows.DisposeAsync();

    protected override bool TryAdvance()
    {
        bool there = _current;
        _current = false;
        return there;
    }

    protected override async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        if (_left <= 0)
            return false;
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!matches(rows))
                continue;
            _left--;
            _current = true;
            return true;
        }

        return false;
    }
}
