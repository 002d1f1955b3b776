using DssTyped.Flow.Diagnostics;
using DssTyped.Flow.Json;
using DssTyped.Flow.Schemas;

namespace DssTyped.Flow.Snapshots;

/// <summary>Reads the <c>schema</c> of a dataset.</summary>
internal static class SchemaReader
{
    public static Schema Read(string dataset, JsonValue raw, List<Finding> findings)
    {
        if (raw.Find("schema")?.Find("columns") is not { } columns)
            return Schema.Empty;

        if (!columns.IsArray)
        {
            findings.Add(Finding.Of(SnapshotDiagnostics.WrongKind, columns.Span, "schema.columns", $"dataset '{dataset}'", "an array"));
            return Schema.Empty;
        }

        var result = new List<SchemaColumn>(columns.Items.Count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonValue column in columns.Items)
        {
            if (column.Find("name") is not { IsString: true } name)
            {
                findings.Add(Finding.Of(SnapshotDiagnostics.MissingName, column.Span, $"columns of dataset '{dataset}'", "name"));
                continue;
            }

            if (!names.Add(name.Text))
            {
                findings.Add(Finding.Of(SnapshotDiagnostics.DuplicateColumn, name.Span, name.Text, dataset));
                continue;
            }

            string typeName = column.FindText("type") ?? "string";
            StorageType type = StorageTypes.Parse(typeName);
            if (type == StorageType.Unknown)
                findings.Add(Finding.Of(SnapshotDiagnostics.UnknownType, column.Find("type")!.Span, name.Text, dataset, typeName, string.Join(", ", StorageTypes.Names)));

            result.Add(new SchemaColumn(name.Text, type)
            {
                TypeName = typeName,
                Comment = column.FindText("comment"),
                Meaning = column.FindText("meaning"),
                Raw = column,
            });
        }

        return new Schema(result);
    }
}
