using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Store;

/// <summary>The columns of a version's files.</summary>
/// <param name="Schema">Their DSS names and types.</param>
/// <param name="PhysicalNames">Their names in the files.</param>
internal sealed record StoredColumns(Schema Schema, IReadOnlyList<string> PhysicalNames)
{
    /// <summary>How Parquet files are written: small and quick to write; bloom filters cost more than they give here.</summary>
    public const string CopyOptions = "FORMAT parquet, COMPRESSION lz4_raw, WRITE_BLOOM_FILTER false";

    /// <summary>The columns of a schema.</summary>
    public static StoredColumns Of(Schema schema) => new(schema, StoreNames.Physical([.. schema.Select(column => column.Name)]));

    /// <summary>The column definitions of a table that holds such rows. Parquet has no files without columns, so a schema without any gets a dummy.</summary>
    public string Definitions => Schema.Count == 0
        ? "\"column\" BOOLEAN"
        : string.Join(", ", Schema.Select((column, i) => $"{SqlText.Name(PhysicalNames[i])} {DuckDbTypes.Of(column.Type)}"));
}
