using DssTyped.Local.Duck;
using DssTyped.Local.Store;

namespace DssTyped.Local.Rows;

/// <summary>Reads a version's rows straight from DuckDB's vectors.</summary>
internal sealed class LocalRowReader : RowReader
{
    // From so many rows on, rows are fetched ahead; and only for whoever has used up a first few chunks.
    private const long LargeRows = 100_000;
    private const int FirstChunks = 4;

    // With more streams, who reads the rows is slower than they are.
    private const int MostStreams = 4;

    private readonly StoredVersion _version;
    private readonly RowBatches _batches;
    private readonly TextCells?[] _texts;
    private readonly bool _isLarge;
    private int _chunks;
    private bool _disposed;

    private LocalRowReader(StoredVersion version, RowBatches batches, IReadOnlyList<DatasetColumn> columns, bool isLarge)
    {
        _version = version;
        _batches = batches;
        _isLarge = isLarge;
        Columns = columns;
        _texts = new TextCells?[columns.Count];
    }

    public override IReadOnlyList<DatasetColumn> Columns { get; }

    /// <summary>Opens a version for reading; the reader keeps hold of it.</summary>
    public static LocalRowReader Open(DuckDbHost host, StoredVersion version, ReadRequest request, CancellationToken cancellationToken) =>
        Open(host, version, request, LargeRows, Math.Min(Environment.ProcessorCount, MostStreams), cancellationToken);

    /// <summary>Opens a version for reading, with limits of one's own.</summary>
    /// <param name="host">DuckDB.</param>
    /// <param name="version">The version.</param>
    /// <param name="request">What to read.</param>
    /// <param name="largeRows">From how many rows on they are fetched ahead.</param>
    /// <param name="streams">In how many streams at most the columns are fetched then, side by side.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    internal static LocalRowReader Open(DuckDbHost host, StoredVersion version, ReadRequest request, long largeRows, int streams, CancellationToken cancellationToken)
    {
        var opened = new List<ColumnStream>();
        try
        {
            var statement = new ReadStatement(version, request);
            bool isLarge = statement.Rows >= largeRows;

            // With a filter, each stream would have to decode what it looks at, and few rows may be left to share out: all of DuckDB's threads do better on one.
            bool isShared = isLarge && request.Filter is null;
            foreach (int[] share in ColumnShares.Of(statement.Columns, isShared ? streams : 1))
                opened.Add(ColumnStream.Open(isShared ? host.Scans : host, statement.Sql(share), share, cancellationToken));

            return new LocalRowReader(version, new RowBatches(opened, statement.Columns.Count), [.. statement.Columns.Select(column => new DatasetColumn(column.Name, column.TypeName))], isLarge);
        }
        catch (Exception exception)
        {
            foreach (ColumnStream stream in opened)
                stream.Dispose();

            version.Dispose();
            if (exception is DuckDbFailure)
                throw ReadingFailed(version, exception);

            throw;
        }
    }

    public override bool IsNull(int column) => _batches.Vectors.IsNull(column, BatchRow);

    public override long GetInt64(int column) => _batches.Vectors.Int64(column, BatchRow);

    public override double GetDouble(int column) => _batches.Vectors.Double(column, BatchRow);

    public override float GetSingle(int column) => _batches.Vectors.Single(column, BatchRow);

    public override bool GetBoolean(int column) => _batches.Vectors.Boolean(column, BatchRow);

    public override string GetString(int column)
    {
        int row = BatchRow;
        ref readonly CellVector cells = ref _batches.Vectors[column];
        return cells.Kind == CellKind.Text ? (_texts[column] ??= new TextCells()).Of(cells, row) : _batches.Vectors.Text(column, row);
    }

    public override ReadOnlySpan<byte> GetUtf8(int column) => _batches.Vectors.Utf8(column, BatchRow);

    public override DateTimeOffset GetInstant(int column) => InstantOf(_batches.Vectors.Microseconds(column, BatchRow));

    public override DateOnly GetDateOnly(int column) => DayOf(_batches.Vectors.Day(column, BatchRow));

    public override DateTime GetDateTime(int column) => DateTimeOf(_batches.Vectors.Microseconds(column, BatchRow));

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        SetBatch([], 0);
        await _batches.DisposeAsync().ConfigureAwait(false);
        _version.Dispose();
    }

    protected override bool TryAdvance() => false;

    protected override async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            if (_isLarge && _chunks++ == FirstChunks)
                _batches.StartAhead();

            bool any = await _batches.FetchAsync(cancellationToken).ConfigureAwait(false);
            SetBatch(_batches.Vectors, _batches.Count);
            return any;
        }
        catch (DuckDbFailure failure)
        {
            throw ReadingFailed(_version, failure);
        }
    }

    private static DssException ReadingFailed(StoredVersion version, Exception failure) => new(
        $"Reading dataset '{version.Manifest.Name}' failed: {failure.Message.TrimEnd('.', '\n')}. If its files are damaged, clear the dataset or delete its folder '{version.Folder}', and build it again; a source is then read again by itself.",
        failure);
}
