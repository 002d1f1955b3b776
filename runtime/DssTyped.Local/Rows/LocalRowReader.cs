using System.Runtime.CompilerServices;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Duck;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;

namespace DssTyped.Local.Rows;

/// <summary>Reads a version's rows straight from DuckDB's vectors.</summary>
internal sealed class LocalRowReader : RowReader
{
    private readonly StoredVersion _version;
    private readonly DuckDbLease _lease;
    private readonly DuckDbQuery _query;
    private int _row = -1;
    private bool _disposed;

    private LocalRowReader(StoredVersion version, DuckDbLease lease, DuckDbQuery query, IReadOnlyList<DatasetColumn> columns)
    {
        _version = version;
        _lease = lease;
        _query = query;
        Columns = columns;
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
            CheckCompiled(request, columns);
            lease = host.Rent();
            string sql = version.Select(columns.Select(column => column.Name), request.Partitions.Count == 0 ? null : request.Partitions);
            if (request.Filter is { } filter)
                sql += $" WHERE {FilterSql.Of(filter, name => SqlText.Name(version.Manifest.PhysicalNames[schema.IndexOf(Find(request.Dataset, schema, name).Name)]))}";
            if (request.Limit is { } limit)
                sql += FormattableString.Invariant($" LIMIT {Math.Max(0, limit)}");

            DuckDbQuery query = lease.Session.Query(sql, cancellationToken);
            return new LocalRowReader(version, lease, query, [.. columns.Select(column => new DatasetColumn(column.Name, column.TypeName))]);
        }
        catch
        {
            lease?.Dispose();
            version.Dispose();
            throw;
        }
    }

    public override bool IsNull(int column) => _query.IsNull(column, _row);

    public override long GetInt64(int column) => _query.Int64(column, _row);

    public override double GetDouble(int column) => _query.Double(column, _row);

    public override float GetSingle(int column) => _query.Single(column, _row);

    public override bool GetBoolean(int column) => _query.Boolean(column, _row);

    public override string GetString(int column) => _query.Text(column, _row);

    public override ReadOnlySpan<byte> GetUtf8(int column) => _query.Utf8(column, _row);

    public override DateTimeOffset GetInstant(int column) => new(DateTime.UnixEpoch.Ticks + (_query.Microseconds(column, _row) * 10), TimeSpan.Zero);

    // The ones below save a second look-up of the cell in the loops that matter most.
    public override string? NullableString(int column) => _query.IsNull(column, _row) ? null : _query.Text(column, _row);

    public override int? NullableInt32(int column) => _query.IsNull(column, _row) ? null : checked((int)_query.Int64(column, _row));

    public override long? NullableInt64(int column) => _query.IsNull(column, _row) ? null : _query.Int64(column, _row);

    public override double? NullableDouble(int column) => _query.IsNull(column, _row) ? null : _query.Double(column, _row);

    public override bool? NullableBoolean(int column) => _query.IsNull(column, _row) ? null : _query.Boolean(column, _row);

    public override DateTimeOffset? NullableInstant(int column) => _query.IsNull(column, _row) ? null : GetInstant(column);

    public override DateOnly GetDateOnly(int column) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(_query.Day(column, _row)));

    public override DateTime GetDateTime(int column) => DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(_query.Microseconds(column, _row) * 10), DateTimeKind.Unspecified);

    public override ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _query.Dispose();
            _lease.Dispose();
            _version.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected override bool TryAdvance() => ++_row < _query.Count;

    protected override ValueTask<bool> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            _row = -1;
            return new ValueTask<bool>(_query.Fetch(cancellationToken));
        }
        catch (DuckDbFailure failure)
        {
            return ValueTask.FromException<bool>(new DssException($"Reading dataset '{_version.Manifest.Name}' failed: {failure.Message}", failure));
        }
        catch (OperationCanceledException)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }
    }

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
