using System.Globalization;
using System.Text.Json.Nodes;
using DssTyped.Tests.Recipes;
using Microsoft.Data.Sqlite;

namespace DssTyped.Tests.Oracle;

/// <summary>The SQL of <see cref="RandomSql"/> as SQLite runs it.</summary>
internal static class SqliteScript
{
    public static IReadOnlyDictionary<string, Table> Run(RecipeCase test)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, "PRAGMA case_sensitive_like = ON");
        foreach ((string name, Table table) in test.Inputs)
            Load(connection, name, table);

        foreach ((string output, string schema) in test.StoredSchemas)
            Load(connection, output, new Table([.. JsonNode.Parse(schema)!["columns"]!.AsArray().Select(column => ((string)column!["name"]!, (string)column["type"]!))], []));

        // Names of tables as databases behind DSS have them.
        string sql = ((string)JsonNode.Parse(test.Payload)!).Replace("\"db\".\"public\".", "", StringComparison.Ordinal).Replace("${projectKey}_", "", StringComparison.Ordinal).Replace("\"TEST_", "\"", StringComparison.Ordinal);
        if (test.Type == "sql_query")
            return new Dictionary<string, Table> { ["O0"] = Read(connection, sql) };

        Execute(connection, sql);
        return test.Outputs.ToDictionary(output => output.Name, output => Read(connection, $"SELECT * FROM {output.Name}"));
    }

    private static void Load(SqliteConnection connection, string name, Table table)
    {
        string Quoted(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Execute(connection, $"CREATE TABLE {name} ({string.Join(", ", table.Columns.Select(column => $"{Quoted(column.Name)} {(NaiveRows.IsWhole(column.Type) || column.Type == "boolean" ? "INTEGER" : NaiveRows.IsNumber(column.Type) ? "REAL" : "TEXT")}"))})");
        foreach (string?[] row in table.Rows)
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", row.Select((_, index) => $"$p{index}"))})";
            for (int i = 0; i < row.Length; i++)
                insert.Parameters.AddWithValue($"$p{i}", NaiveRows.Parse(row[i], table.Columns[i].Type) switch { null => DBNull.Value, bool flag => flag ? 1L : 0L, DateTime => row[i]!, var plain => plain });

            insert.ExecuteNonQuery();
        }
    }

    private static Table Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        (string Name, string Type)[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).Select(name => (name, name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]))];
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. columns.Select((column, index) => reader.IsDBNull(index) ? null : Text(reader.GetValue(index), column.Type))]);

        return new Table(columns, rows);
    }

    private static string? Text(object value, string type) => NaiveRows.Text(
        type switch { "boolean" => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0, "double" => Convert.ToDouble(value, CultureInfo.InvariantCulture), _ => value }, type);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
