using System.Globalization;
using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;
using DuckDB.NET.Data;

namespace DssTyped.Local.Recipes.Code;

/// <summary>Empty tables of a recipe's inputs in a database, to find out whether its SQL means anything to DuckDB and what it gives.</summary>
internal sealed class SqlProbe : IDisposable
{
    // To open an instance costs a hundred times what looking at a statement does. Whatever a probe creates is temporary, and so known to its own connection only.
    private static readonly Lazy<DuckDBConnection> s_instance = new(Open);
    private static readonly Lock s_opening = new();

    private readonly DuckDBConnection _connection;

    public SqlProbe()
    {
        lock (s_opening)
        {
            _connection = s_instance.Value.Duplicate();
            _connection.Open();
        }

        Execute("SET TimeZone = 'UTC'");
    }

    /// <summary>Adds an empty table.</summary>
    public void Add(string name, Schema schema) => Execute(Create(name, schema));

    /// <summary>The statement that makes an empty table of a schema.</summary>
    public static string Create(string name, Schema schema) =>
        $"CREATE OR REPLACE TEMP TABLE {SqlText.Name(name)} ({Stage.List(schema.Select(column => $"{SqlText.Name(column.Name)} {DuckDbTypes.Of(column.Type)}"))})";

    /// <summary>The columns that a query gives.</summary>
    /// <exception cref="DuckDBException">DuckDB does not understand it.</exception>
    public IReadOnlyList<(string Name, string Type)> Describe(string query)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = $"DESCRIBE {query}";
        using DuckDBDataReader reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read())
            columns.Add((reader.GetString(0), reader.GetString(1)));

        return columns;
    }

    /// <summary>Executes a statement.</summary>
    /// <exception cref="DuckDBException">DuckDB does not understand it.</exception>
    public void Execute(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        SqlFunctions.Register(connection);
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET GLOBAL threads = 1; SET enable_external_access = false";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>The storage type of what a query gives: that of the stored schema where it has the column, else the nearest.</summary>
    public static StorageType TypeOf(string name, string duckType, Schema stored)
    {
        if (stored.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)) is { Type: not StorageType.Unknown } column)
            return column.Type;

        return duckType switch
        {
            "TINYINT" => StorageType.TinyInt,
            "SMALLINT" or "UTINYINT" => StorageType.SmallInt,
            "INTEGER" or "USMALLINT" => StorageType.Int,
            "BIGINT" or "UINTEGER" or "HUGEINT" or "UBIGINT" => StorageType.BigInt,
            "FLOAT" => StorageType.Float,
            "DOUBLE" => StorageType.Double,
            "BOOLEAN" => StorageType.Boolean,
            "DATE" => StorageType.DateOnly,
            "TIMESTAMP" => StorageType.DateTimeNoTz,
            "TIMESTAMP WITH TIME ZONE" => StorageType.Date,
            _ => duckType.StartsWith("DECIMAL", StringComparison.Ordinal) ? StorageType.Double : StorageType.String,
        };
    }

    /// <summary>The columns of a query as those of an output.</summary>
    public static (string Sql, IReadOnlyList<SchemaColumn> Columns) Typed(string query, IReadOnlyList<(string Name, string Type)> given, Schema stored)
    {
        SchemaColumn[] columns = [.. given.Select(column => new SchemaColumn(
            stored.FirstOrDefault(other => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase))?.Name ?? column.Name,
            TypeOf(column.Name, column.Type, stored)))];
        IEnumerable<string> names = columns.Select((_, index) => SqlText.Name("c" + index.ToString(CultureInfo.InvariantCulture)));
        IEnumerable<string> items = columns.Zip(names).Select(column => $"CAST({column.Second} AS {DuckDbTypes.Of(column.First.Type)}) AS {column.Second}");
        // The line break ends a comment that the query may end with.
        return ($"SELECT {Stage.List(items)} FROM ({query}\n) AS t({string.Join(", ", names)})", columns);
    }
}
