using DssTyped.Flow.Schemas;

namespace DssTyped.Local.Text;

/// <summary>
/// Boolean columns that hold other texts than <c>true</c> and <c>false</c>: to DSS <c>Yes</c>, <c>N</c> or <c>0</c> are booleans too, and it keeps them as they are spelled.
/// Such a column is kept as text here; the first rows decide.
/// </summary>
internal static class BooleanText
{
    /// <summary>How many rows decide.</summary>
    public const int Sample = 1000;

    /// <summary>A schema in which the boolean columns that hold other texts are text.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rows">The first rows.</param>
    /// <param name="from">The position in a row of a column's cell; -1 if there is none.</param>
    public static Schema Spelled(Schema schema, IReadOnlyList<string?[]> rows, Func<int, int> from)
    {
        if (schema.All(column => column.Type != StorageType.Boolean))
            return schema;

        return new Schema([.. schema.Select((column, index) => column.Type == StorageType.Boolean && from(index) is >= 0 and var at && rows.Any(row => at < row.Length && row[at] is not (null or "" or "true" or "false"))
            ? AsText(column)
            : column)]);
    }

    /// <summary>A column as text.</summary>
    public static SchemaColumn AsText(SchemaColumn column) => column with { Type = StorageType.String, TypeName = StorageTypes.NameOf(StorageType.String) };

    /// <summary>A text as a boolean, in SQL; null where it is none.</summary>
    public static string Sql(string text) => $"CASE WHEN lower({text}) IN ('true', 't', 'yes', 'y', '1') THEN true WHEN lower({text}) IN ('false', 'f', 'no', 'n', '0') THEN false END";
}
