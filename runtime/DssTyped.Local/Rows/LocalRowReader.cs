using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Rows;

/// <summary>Reads a version's rows straight from DuckDB's vectors.</summary>
internal sealed class LocalRowReader : RowReader
{
    private readonly StoredVersion _version;
    private readonly DuckDbLease _lease;
    private readonly DuckDbQuery _query;
    private readonly TextCells?[] _texts;
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

    public override ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            SetBatch([], 0);
            _query.Dispose();
            _lease.Dispose();
            _version.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    protected override bool TryAdvance() => false;

    protected override ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool any = _query.Fetch(cancellationToken);
            SetBatch(_query.Vectors, _query.Count);
            return new ValueTask<bool>(any);
        }
        catch (DuckDbFailure failure)
        {
            return ValueTask.FromException<bool>(ReadingFailed(_version, failure));
        }
        catch (OperationCanceledException)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }
    }

    private static DssException ReadingFailed(StoredVersion version, Exception failure) => new($"Reading dataset '{version.Manifest.Name}' failed: {failure.Message}", failure);

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
