using System.Globalization;
using DuckDB.NET.Data;

namespace DssTyped.LocalBenchmarks;

/// <summary>Made-up facts: ten columns, some cells empty.</summary>
public static class FactFile
{
    /// <summary>Writes a Parquet file.</summary>
    public static void Write(string path, int rows)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            COPY (SELECT range AS id, (hash(range) % 20000)::BIGINT AS k, (hash(range + 1) % 100000) / 7.0::DOUBLE AS a, CASE WHEN range % 20 <> 0 THEN range / 3.0::DOUBLE END AS b,
                'name ' || (range % 5000) AS s, 'text, ' || (hash(range) % 100) AS t, (range % 1000)::INT AS n, range % 3 = 0 AS flag,
                TIMESTAMPTZ '2020-01-01 00:00:00+00' + to_seconds(range) AS at, 'u' || range AS u FROM range({rows})) TO '{path}' (FORMAT parquet)
            """);
        command.ExecuteNonQuery();
    }
}
