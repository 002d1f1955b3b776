using DssTyped.Flow.Schemas;
using DssTyped.Local.Sql;

namespace DssTyped.Local.Store;

/// <summary>The columns of a version's files.</summary>
/// <param name="Schema">Their DSS names and types.</param>
/// <param name="PhysicalNames">Their names in the files.</param>
internal sealed record StoredColumns(Schema Schema, IReadOnlyList<string> PhysicalNames)
{
    private const string Options = "FORMAT parquet, COMPRESSION lz4_raw, PARQUET_VERSION v2, WRITE_BLOOM_FILTER false, USE_TMP_FILE false";

    // DuckDB reserves almost a megabyte a column once it is told a limit.
    private const int MostColumnsWithDictionaryLimit = 100;

    /// <summary>
    /// How Parquet files are written. Version 2's encodings are half the size, a quarter cheaper to write and a third to a half cheaper
    /// to read. Dictionaries pay for columns of few values only, bloom filters not at all. Nobody sees a version's folder before it is
    /// whole, so files need no temporary name.
    /// </summary>
    public string CopyOptions => Schema.Count > MostColumnsWithDictionaryLimit ? Options : $"{Options}, DICTIONARY_SIZE_LIMIT 1024";

    /// <summary>The columns of a schema.</summary>
    public static StoredColumns Of(Schema schema) => new(schema, StoreNames.Physical([.. schema.Select(column => column.Name)]));

    /// <summary>The column definitions of a table that holds such rows. Parquet has no files without columns, so a schema without any gets a dummy.</summary>
    public string Definitions => Schema.Count == 0
        ? "\"column\" BOOLEAN"
        : string.Join(", ", Schema.Select((column, i) => $"{SqlText.Name(PhysicalNames[i])} {DuckDbTypes.Of(column.Type)}"));
}
