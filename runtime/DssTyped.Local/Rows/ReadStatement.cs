using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;

namespace DssTyped.Local.Rows;

/// <summary>What to ask DuckDB for the rows that a program wants of a version.</summary>
internal sealed class ReadStatement
{
    private readonly StoredVersion _version;
    private readonly ReadRequest _request;

    /// <summary>Checks what is asked for.</summary>
    /// <exception cref="DssException">The dataset lacks a column.</exception>
    /// <exception cref="DssSchemaMismatchException">A column's type is not what the program was compiled for.</exception>
    public ReadStatement(StoredVersion version, ReadRequest request)
    {
        _version = version;
        _request = request;
        Schema schema = version.Manifest.Schema;
        IEnumerable<SchemaColumn> columns = request.Columns is null ? schema : request.Columns.Select(name => schema.Find(name) ?? throw NoColumn(name));
        Columns = [.. columns.Select(column => IsSpelled(column) ? new SchemaColumn(column.Name, StorageType.Boolean) : column)];
        CheckCompiled();
    }

    /// <summary>The columns of the rows.</summary>
    public IReadOnlyList<SchemaColumn> Columns { get; }

    /// <summary>The number of rows at most.</summary>
    public long Rows => Math.Min(_version.Rows(Partitions), _request.Limit ?? long.MaxValue);

    private IReadOnlyCollection<string>? Partitions => _request.Partitions.Count == 0 ? null : _request.Partitions;

    /// <summary>The SELECT statement of some of the columns, in the order of the rows.</summary>
    /// <param name="positions">Their positions in <see cref="Columns"/>.</param>
    public string Sql(IReadOnlyCollection<int> positions)
    {
        string[] names = [.. positions.Select(position => Columns[position].Name)];
        string sql = _version.Select(names, Partitions);
        if (_request.Filter is { } filter)
            sql += $" WHERE {FilterSql.Of(filter, Expression)}";
        if (_request.Limit is { } limit)
            sql += FormattableString.Invariant($" LIMIT {Math.Max(0, limit)}");

        return names.Any(name => IsSpelled(Stored(name))) ? $"SELECT {string.Join(", ", names.Select(Expression))} FROM ({sql})" : sql;
    }

    // A program that was compiled for booleans gets them, however they are spelled.
    private bool IsSpelled(SchemaColumn stored) => stored.Type == StorageType.String && _request.CompiledSchema?.Find(stored.Name)?.Type == "boolean";

    private string Expression(string name)
    {
        SchemaColumn stored = Stored(name);
        string physical = SqlText.Name(_version.Manifest.PhysicalNames[_version.Manifest.Schema.IndexOf(stored.Name)]);
        return IsSpelled(stored) ? BooleanText.Sql(physical) : physical;
    }

    private SchemaColumn Stored(string name) => _version.Manifest.Schema.Find(name) ?? throw NoColumn(name);

    private DssException NoColumn(string name) => new(
        $"Dataset '{_request.Dataset}' has no column '{name}'{(_version.Manifest.Schema.NearestTo(name) is { } near ? $"; did you mean '{near}'?" : ".")} Import the snapshot again if the dataset has changed.");

    private void CheckCompiled()
    {
        string[] differences = [.. Columns
            .Select(column => (Column: column, Compiled: _request.CompiledSchema?.Find(column.Name)))
            .Where(pair => pair.Compiled is not null && pair.Compiled.Type != pair.Column.TypeName)
            .Select(pair => $"column '{pair.Column.Name}' of '{_request.Dataset}' was {pair.Compiled!.Type} and is now {pair.Column.TypeName}")];
        if (differences.Length > 0)
            throw new DssSchemaMismatchException(differences);
    }
}
