using System.Globalization;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>Made-up facts: ten columns, some cells empty.</summary>
public static class FactFile
{
    /// <summary>Writes a Parquet file of the ten columns.</summary>
    public static void Write(string path, int rows) => Write(path, string.Create(CultureInfo.InvariantCulture, $"""
        SELECT range AS id, (hash(range) % 20000)::BIGINT AS k, (hash(range + 1) % 100000) / 7.0::DOUBLE AS a, CASE WHEN range % 20 <> 0 THEN range / 3.0::DOUBLE END AS b,
            'name ' || (range % 5000) AS s, 'text, ' || (hash(range) % 100) AS t, (range % 1000)::INT AS n, range % 3 = 0 AS flag,
            TIMESTAMPTZ '2020-01-01 00:00:00+00' + to_seconds(range) AS at, 'u' || range AS u FROM range({rows})
        """));

    /// <summary>Writes a Parquet file of the rows of a statement.</summary>
    public static void Write(string path, string sql) => Copy(sql, $"'{path}' (FORMAT parquet)");

    /// <summary>Writes the rows of a Parquet file as CSV.</summary>
    public static void WriteCsv(string path, string parquet) => Copy($"FROM read_parquet('{parquet}')", $"'{path}' (FORMAT csv, HEADER)");

    private static void Copy(string sql, string target)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $"SET memory_limit = '1GB'; COPY ({sql}) TO {target}";
        command.ExecuteNonQuery();
    }
}
