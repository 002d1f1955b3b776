using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Rows;

/// <summary>Reads a version's rows straight from DuckDB's vectors.</summary>
internal sealed class LocalRowReader : RowReader
{
    // From so many rows on, chunks are fetched ahead; and only for whoever has used up a first few.
    private const long LargeRows = 100_000;
    private const int FirstChunks = 4;

    private readonly StoredVersion _version;
    private readonly DuckDbLease _lease;
    private readonly DuckDbQuery _query;
    private readonly TextCells?[] _texts;
    private ChunksAhead? _ahead;
    private int _chunks;
    private bool _disposed;

    private LocalRowReader(StoredVersion version, DuckDbLease lease, DuckDbQuery query, IReadOnlyList<DatasetColumn> columns)
    {
        _version = version;
        _lease = lease;
        _query = query;
        Columns = columns;
        _texts = new TextCells?[columns.Count];
    }

    public override IReadOnlyList<DatasetColumn> Columns { get; }

    /// <summary>Opens a version for reading; the reader keeps hold of it.</summary>
    public static LocalRowReader Open(DuckDbHost host, StoredVersion version, ReadRequest request, CancellationToken cancellationToken)
    {
        DuckDbLease? lease = null;
        try
        {
            Schema schema = version.Manifest.Schema;
            SchemaColumn[] columns = request.Columns is null ? [.. schema] : [.. request.Columns.Select(name => Find(request.Dataset, schema, name))];
            bool[] spelled = [.. columns.Select(column => column.Type == StorageType.String && request.CompiledSchema?.Find(column.Name)?.Type == "boolean")];
            columns = [.. columns.Select((column, index) => spelled[index] ? new SchemaColumn(column.Name, StorageType.Boolean) : column)];
            CheckCompiled(request, columns);
            lease = host.Rent();
            string sql = version.Select(columns.Select(column => column.Name), request.Partitions.Count == 0 ? null : request.Partitions);
            if (request.Filter is { } filter)
                sql += $" WHERE {FilterSql.Of(filter, Column)}";
            if (request.Limit is { } limit)
                sql += FormattableString.Invariant($" LIMIT {Math.Max(0, limit)}");

            // A program that was compiled for booleans gets them, however they are spelled.
            if (spelled.Contains(true))
                sql = $"SELECT {string.Join(", ", columns.Select((column, index) => spelled[index] ? Column(column.Name) : Physical(column.Name)))} FROM ({sql})";

            DuckDbQuery query = lease.Session.Query(sql, cancellationToken);
            return new LocalRowReader(version, lease, query, [.. columns.Select(column => new DatasetColumn(column.Name, column.TypeName))]);
        }
        catch (Exception exception)
        {
            lease?.Dispose();
            version.Dispose();
            if (exception is DuckDbFailure)
                throw ReadingFailed(version, exception);

            throw;
        }

        string Physical(string name) => SqlText.Name(version.Manifest.PhysicalNames[version.Manifest.Schema.IndexOf(Find(request.Dataset, version.Manifest.Schema, name).Name)]);

        string Column(string name) => version.Manifest.Schema.Find(name)?.Type == StorageType.String && request.CompiledSchema?.Find(name)?.Type == "boolean" ? BooleanText.Sql(Physical(name)) : Physical(name);
    }

    public override bool IsNull(int column) => _query.IsNull(column, BatchRow);

    public override long GetInt64(int column) => _query.Int64(column, BatchRow);

    public override double GetDouble(int column) => _query.Double(column, BatchRow);

    public override float GetSingle(int column) => _query.Single(column, BatchRow);

    public override bool GetBoolean(int column) => _query.Boolean(column, BatchRow);

    public override string GetString(int column)
    {
        int row = BatchRow;
        ref readonly CellVector cells = ref _query.Vectors[column];
        return cells.Kind == CellKind.Text ? (_texts[column] ??= new TextCells()).Of(cells, row) : _query.Text(column, row);
    }

    public override ReadOnlySpan<byte> GetUtf8(int column) => _query.Utf8(column, BatchRow);

    public override DateTimeOffset GetInstant(int column) => InstantOf(_query.Microseconds(column, BatchRow));

    public override DateOnly GetDateOnly(int column) => DayOf(_query.Day(column, BatchRow));

    public override DateTime GetDateTime(int column) => DateTimeOf(_query.Microseconds(column, BatchRow));

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        SetBatch([], 0);
        if (_ahead is not null)
            await _ahead.DisposeAsync().ConfigureAwait(false);

        _query.Dispose();
        _lease.Dispose();
        _version.Dispose();
    }

    protected override bool TryAdvance() => false;

    protected override async ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            if (_ahead is null && ++_chunks > FirstChunks && _version.Manifest.Rows >= LargeRows)
                _ahead = new ChunksAhead(_query);

            bool any = _ahead is null ? _query.Fetch(cancellationToken) : _query.Show(await _ahead.NextAsync(cancellationToken).ConfigureAwait(false));
            SetBatch(_query.Vectors, _query.Count);
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

    private static SchemaColumn Find(string dataset, Schema schema, string name) =>
        schema.Find(name) ?? throw new DssException($"Dataset '{dataset}' has no column '{name}'{(schema.NearestTo(name) is { } near ? $"; did you mean '{near}'?" : ".")} Import the snapshot again if the dataset has changed.");

    private static void CheckCompiled(ReadRequest request, IReadOnlyList<SchemaColumn> columns)
    {
        string[] differences = [.. columns
            .Select(column => (Column: column, Compiled: request.CompiledSchema?.Find(column.Name)))
            .Where(pair => pair.Compiled is not null && pair.Compiled.Type != pair.Column.TypeName)
            .Select(pair => $"column '{pair.Column.Name}' of '{request.Dataset}' was {pair.Compiled!.Type} and is now {pair.Column.TypeName}")];
        if (differences.Length > 0)
            throw new DssSchemaMismatchException(differences);
    }
}
