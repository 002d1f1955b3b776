using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;
using DssTyped.Local.Duck;
using DssTyped.Local.Execution;
using DssTyped.Local.Sql;
using DssTyped.Local.Store;
using DssTyped.Local.Text;
using DuckDB.NET.Native;

namespace DssTyped.Local.Sources;

/// <summary>Rows of Parquet files: columns are matched by name.</summary>
internal static class ParquetSource
{
    public static StoredFile Load(DuckDbSession session, DatasetDefinition dataset, StoredColumns columns, IReadOnlyList<string> paths, VersionWriter version, WarningList warnings, CancellationToken cancellationToken)
    {
        string files = $"read_parquet([{string.Join(", ", paths.Select(SqlText.Literal))}])";
        var types = new Dictionary<string, StorageType>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, DuckDBType type) in Describe(session, files, cancellationToken))
                types.TryAdd(name, StorageOf(type));
        }
        catch (DuckDbFailure failure)
        {
            throw new DssException($"Files of dataset '{dataset.Name}' can't be read as Parquet: {failure.Message} Files: {string.Join(", ", paths)}.", failure);
        }

        string[] missing = [.. columns.Schema.Where(column => !types.ContainsKey(column.Name)).Select(column => column.Name)];
        if (missing.Length > 0)
            throw new DssException($"File '{paths[0]}' lacks {string.Join(", ", missing.Select(name => $"'{name}'"))} of dataset '{dataset.Name}'. Put the missing columns into the file, or import the snapshot again if the dataset has changed.");

        SchemaColumn[] given = [.. columns.Schema.Select(column => column with { Type = types[column.Name] })];
        string select = $"SELECT {string.Join(", ", given.Select(column => $"{SqlText.Name(column.Name)}::{DuckDbTypes.Of(column.Type)}"))} FROM {files}";
        var layout = new OutputLayout(columns, [.. Enumerable.Range(0, given.Length)]);
        return SelectWriter.Write(session, version, select, given, layout, warnings, cancellationToken);
    }

    private static IEnumerable<(string Name, DuckDBType Type)> Describe(DuckDbSession session, string files, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        using (DuckDbQuery describe = session.Query($"DESCRIBE SELECT * FROM {files}", cancellationToken))
        {
            while (describe.Fetch(cancellationToken))
            {
                for (int row = 0; row < describe.Count; row++)
                    names.Add(describe.Text(0, row));
            }
        }

        using DuckDbQuery query = session.Query($"SELECT * FROM {files} LIMIT 0", cancellationToken);
        return [.. names.Select((name, i) => (name, query.Types[i]))];
    }

    private static StorageType StorageOf(DuckDBType type) => type switch
    {
        DuckDBType.Boolean => StorageType.Boolean,
        DuckDBType.TinyInt => StorageType.TinyInt,
        DuckDBType.SmallInt or DuckDBType.UnsignedTinyInt => StorageType.SmallInt,
        DuckDBType.Integer or DuckDBType.UnsignedSmallInt => StorageType.Int,
        DuckDBType.BigInt or DuckDBType.UnsignedInteger => StorageType.BigInt,
        DuckDBType.Float => StorageType.Float,
        DuckDBType.Double or DuckDBType.Decimal => StorageType.Double,
        DuckDBType.Date => StorageType.DateOnly,
        DuckDBType.TimestampTz => StorageType.Date,
        DuckDBType.Timestamp or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampS => StorageType.DateTimeNoTz,
        _ => StorageType.String,
    };
}
